package io.github.mnistlab.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.result.SampleResults;
import io.github.mnistlab.run.PlannedRun;
import io.github.mnistlab.run.PreparedExperiment;
import io.github.mnistlab.run.RunEvent;
import io.github.mnistlab.run.RunId;
import io.github.mnistlab.run.RunRef;
import io.github.mnistlab.run.RunRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunScheduleTest {
    private static final String TWO_SEEDS = """
            name: trial
            dataset: {source: generated-digits, training: 600, test: 200}
            model: {hidden: [32]}
            training: {epochs: 3}
            seeds: [1, 2]
            """;

    @TempDir
    Path folder;

    private final Recording heard = new Recording();
    private final Map<String, Integer> threads = new LinkedHashMap<>();
    private Map<String, ScheduledRun> runs;

    @BeforeEach
    void forget() {
        threads.clear();
    }

    @Test
    void theLongestBeginsAndAChainCountsAsAWhole() throws Exception {
        RunSchedule schedule = schedule(TWO_SEEDS + """
                acknowledge: [warm-start]
                variants:
                  short: {training: {epochs: 2}}
                  long: {training: {epochs: 1000}}
                  parent: {training: {epochs: 600}}
                  child: {startFrom: parent, training: {epochs: 900}}
                """);

        List<String> order = new ArrayList<>();
        for (Optional<ScheduledRun> next = schedule.next(Optional.empty());
                next.isPresent();
                next = schedule.next(next)) {
            ScheduledRun run = next.get();
            order.add(run.ref().run().toString());
            schedule.started(run, use(run));
            schedule.ended(run.ref(), finished());
        }
        assertThat(order)
                .containsExactly(
                        "parent-1", "parent-2", "long-2", "child-2", "long-1", "child-1", "short-1", "short-2");
    }

    @Test
    void aWorkerGoesOnWithTheRowsThatItHasIfThatIsAboutAsLong() throws Exception {
        RunSchedule schedule = schedule(TWO_SEEDS + """
                variants:
                  a: {training: {epochs: 1000}}
                  b: {training: {epochs: 950}}
                  c: {training: {epochs: 300}}
                """);

        Optional<ScheduledRun> first = schedule.next(Optional.empty());
        assertThat(first).contains(runs.get("a-1"));
        assertThat(schedule.next(Optional.empty())).contains(runs.get("a-2"));
        assertThat(schedule.next(Optional.of(runs.get("a-2")))).contains(runs.get("b-2"));
        assertThat(schedule.next(Optional.of(runs.get("b-2")))).contains(runs.get("b-1"));
        assertThat(schedule.next(first)).contains(runs.get("c-1"));
    }

    @Test
    void coresThatFindNothingToRunAreLentUntilTheyDo() throws Exception {
        RunSchedule schedule = schedule(TWO_SEEDS + "variants: {one: {}}\n");
        ScheduledRun one = schedule.next(Optional.empty()).orElseThrow();
        ScheduledRun two = schedule.next(Optional.empty()).orElseThrow();
        schedule.started(one, use(one));
        schedule.started(two, use(two));
        assertThat(threads).containsEntry("one-1", 1).containsEntry("one-2", 1);

        CompletableFuture<Void> third = CompletableFuture.runAsync(() -> lend(schedule, new AtomicBoolean()));
        await("one-1", 2);
        schedule.ended(one.ref(), finished());
        AtomicBoolean needed = new AtomicBoolean();
        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> lend(schedule, needed));
        await("one-2", 3);
        // The second core is wanted back.
        needed.set(true);
        await("one-2", 2);
        first.get();
        assertThat(third).isNotDone();
        schedule.ended(two.ref(), finished());
        third.get();
        assertThat(heard.cores).containsOnly(Map.entry("one-1", 2), Map.entry("one-2", 3));
    }

    @Test
    void runsOfDropoutKeepTheirOneThread() throws Exception {
        RunSchedule schedule = schedule((TWO_SEEDS + """
                variants:
                  alone: {model: {dropout: 0.2}, training: {epochs: 900}}
                  shared: {}
                """).replace("[1, 2]", "1"));
        ScheduledRun alone = schedule.next(Optional.empty()).orElseThrow();
        ScheduledRun shared = schedule.next(Optional.of(alone)).orElseThrow();
        schedule.started(alone, use(alone));
        schedule.started(shared, use(shared));
        CompletableFuture<Void> idle = CompletableFuture.runAsync(() -> lend(schedule, new AtomicBoolean()));
        await("shared-1", 2);
        assertThat(threads).containsEntry("alone-1", 1);
        schedule.ended(shared.ref(), finished());
        schedule.ended(alone.ref(), finished());
        idle.get();
        assertThat(heard.cores).containsOnlyKeys("shared-1");
    }

    private static RunEvent.End finished() {
        return new RunEvent.Finished(SampleResults.outcome(0.1, 1, "0".repeat(64)));
    }

    private java.util.function.IntConsumer use(ScheduledRun run) {
        return number -> {
            synchronized (threads) {
                threads.put(run.ref().run().toString(), number);
                threads.notifyAll();
            }
        };
    }

    private void await(String run, int number) throws InterruptedException {
        synchronized (threads) {
            while (threads.get(run) != number) {
                threads.wait();
            }
        }
    }

    private static void lend(RunSchedule schedule, AtomicBoolean needed) {
        try {
            schedule.lendCore(needed::get);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private RunSchedule schedule(String yaml) throws Exception {
        PreparedExperiment experiment = new Trial(folder).prepare(yaml);
        Map<RunId, RunRef> refs = new HashMap<>();
        runs = new LinkedHashMap<>();
        for (PlannedRun run : experiment.plan().runs()) {
            RunRef ref = new RunRef("trial", run.id());
            refs.put(run.id(), ref);
            RunRequest request = new RunRequest(
                    run.id().seed(),
                    run.spec().trained().orElseThrow(),
                    experiment.files().get(run.spec()).images().orElseThrow(),
                    Optional.empty(),
                    folder,
                    experiment.identities().get(run.id()).key(),
                    Optional.empty());
            runs.put(
                    run.id().toString(),
                    new ScheduledRun(
                            ref,
                            request,
                            Map.of(),
                            Optional.ofNullable(run.parent())
                                    .map(refs::get)
                                    .map(parent -> new ScheduledRun.Parent(parent, folder)),
                            !run.id().variant().equals("alone"),
                            run.roughImageBytes(ImageShape.MNIST_PIXELS, 10),
                            run.roughSeconds(ImageShape.MNIST_PIXELS, 10)));
        }
        return new RunSchedule(List.copyOf(runs.values()), heard);
    }
}
