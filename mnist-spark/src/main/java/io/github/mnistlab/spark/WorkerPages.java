package io.github.mnistlab.spark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.rpc.RpcEnv;

/** The pages on which the workers of a standalone cluster show their executors' logs, also of those that never joined. */
final class WorkerPages {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 20_000;
    private static final int MOST_LINES = 5;
    private static final int MOST_CHARACTERS = 200;

    /** Of an exception's list of calls, or the command and the line below it with which a worker begins a log. */
    private static final Pattern SAYS_NOTHING =
            Pattern.compile("\\s+at .*|\\s*\\.\\.\\. \\d+ more|.*\" \"-D.*|=+|\\s*");

    private WorkerPages() {}

    /**
     * Where an executor's errors are.
     *
     * @param masters {@code spark://host:port}, or several of them
     * @param application Spark's name for it
     * @return empty if no master tells
     */
    static Optional<String> logOf(RpcEnv rpc, String masters, String application, ExecutorStarts.Ended executor) {
        return new StandaloneMasters(rpc, masters)
                .worker(executor.worker())
                .map(worker -> worker.webUiAddress() + "/logPage/?appId=" + application + "&executorId=" + executor.id()
                        + "&logType=stderr");
    }

    /**
     * The last lines of such a log.
     *
     * @return empty if the page cannot be had from here, or has none
     */
    static List<String> endOf(String log) {
        String text = log.replace("/logPage/?", "/log/?") + "&byteLength=" + MOST_BYTES;
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        try {
            HttpResponse<String> page = client.send(
                    HttpRequest.newBuilder(URI.create(text)).timeout(PATIENCE).build(),
                    HttpResponse.BodyHandlers.ofString());
            return page.statusCode() == 200 ? lastSaid(page.body()) : List.of();
        } catch (IOException | IllegalArgumentException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static List<String> lastSaid(String page) {
        // Its first line says which bytes these are.
        List<String> lines = page.lines()
                .skip(1)
                .filter(line -> !SAYS_NOTHING.matcher(line).matches())
                .map(line -> line.length() > MOST_CHARACTERS ? line.substring(0, MOST_CHARACTERS) + "…" : line)
                .toList();
        return lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
    }
}
