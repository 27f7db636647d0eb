package io.github.mnistlab.lab;

import io.github.mnistlab.gate.Judgement;
import io.github.mnistlab.gate.Verdict;
import java.util.List;

/** How the gates of experiments came out. */
public sealed interface Judged {
    /** Each experiment's result with its verdicts and intervals, in the order in which they were given. */
    List<Judgement> judgements();

    /** No gate is missed. */
    record Passed(List<Judgement> judgements) implements Judged {}

    /**
     * A gate is missed, or inconclusive where that is not enough.
     *
     * @param missed the verdicts that must not pass unnoticed; at least one
     * @param message all of them, for people, with where each gate stands and by how much it is missed
     */
    record Missed(List<Judgement> judgements, List<Verdict> missed, String message) implements Judged {}
}
