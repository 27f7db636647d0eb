package io.github.mnistlab.report.html.figure;

import io.github.mnistlab.gate.Verdict;
import io.github.mnistlab.gate.VerdictStatus;
import io.github.mnistlab.report.text.Numbers;
import java.util.List;

/** How the page shows gates: each, and all together. */
public record GateFigures(List<Verdict> verdicts) {

    /** All together in words, such as {@code 2 of 3 gates passed, 1 missed}. */
    public String summary() {
        if (verdicts.isEmpty()) {
            return "no gates";
        }
        long passed = count(VerdictStatus.PASS);
        String text = passed + " of " + Numbers.count(verdicts.size(), "gate") + " passed";
        for (VerdictStatus status : List.of(VerdictStatus.FAIL, VerdictStatus.INCONCLUSIVE, VerdictStatus.NOT_JUDGED)) {
            long count = count(status);
            text += count == 0 ? "" : ", " + count + " " + word(status);
        }
        return text;
    }

    /** How all together look. */
    public String tone() {
        if (verdicts.isEmpty()) {
            return "plain";
        }
        if (count(VerdictStatus.FAIL) > 0) {
            return "bad";
        }
        return count(VerdictStatus.PASS) == verdicts.size() ? "good" : "warn";
    }

    private long count(VerdictStatus status) {
        return verdicts.stream().filter(verdict -> verdict.status() == status).count();
    }

    public static String word(VerdictStatus status) {
        return status == VerdictStatus.FAIL ? "missed" : status.toString();
    }

    public static String tone(VerdictStatus status) {
        return switch (status) {
            case PASS -> "good";
            case FAIL -> "bad";
            case INCONCLUSIVE -> "warn";
            case NOT_JUDGED -> "plain";
        };
    }
}
