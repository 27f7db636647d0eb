package io.github.mnistlab.spark;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.protocolrecords.GetApplicationsRequest;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/** Our application as YARN sees it, which Spark keeps to its log. It is known by a tag, since Spark tells its number late. */
final class YarnApplication {
    private static final String TAGS = "spark.yarn.tags";

    /** For an answer, so that whoever waits for ours is not kept. */
    private static final int PATIENCE_SECONDS = 8;

    private static final Set<YarnApplicationState> OVER =
            EnumSet.of(YarnApplicationState.FINISHED, YarnApplicationState.FAILED, YarnApplicationState.KILLED);

    private final Configuration yarn;
    private final String tag;

    private YarnApplication(Configuration yarn, String tag) {
        this.yarn = yarn;
        this.tag = tag;
    }

    /**
     * The one that will be started with these settings, to which its tag is added.
     *
     * @return empty if the master is not YARN
     */
    static Optional<YarnApplication> in(SparkConf conf) {
        if (!Masters.isYarn(conf.get("spark.master"))) {
            return Optional.empty();
        }
        String tag = "mnist-lab-" + UUID.randomUUID().toString().toLowerCase(Locale.ROOT);
        conf.set(TAGS, SparkSettings.withOurs(tag, conf.get(TAGS, null)));
        Configuration yarn = new YarnConfiguration(SparkHadoopUtil.get().newConfiguration(conf));
        // Hadoop would ask for a quarter of an hour.
        yarn.setInt(YarnConfiguration.RESOURCEMANAGER_CONNECT_MAX_WAIT_MS, 2_000);
        yarn.setInt(YarnConfiguration.RESOURCEMANAGER_CONNECT_RETRY_INTERVAL_MS, 1_000);
        yarn.setInt("ipc.client.connect.max.retries", 1);
        yarn.setInt("ipc.client.connect.max.retries.on.timeouts", 1);
        yarn.setInt("ipc.client.connect.timeout", 2_000);
        yarn.setInt("ipc.client.rpc-timeout.ms", 5_000);
        return Optional.of(new YarnApplication(yarn, tag));
    }

    /** How it is, in YARN's words and with its page; for the end of a sentence. */
    String state() {
        try {
            return ask(client -> {
                List<ApplicationReport> reports = find(client);
                return reports.isEmpty() ? "YARN does not know it yet" : describe(reports.get(0));
            });
        } catch (IOException e) {
            return "the ResourceManager does not answer: " + Reasons.of(e);
        }
    }

    /** Ends it, if YARN knows it and can be asked. */
    void kill() {
        try {
            ask(client -> {
                for (ApplicationReport report : find(client)) {
                    if (!OVER.contains(report.getYarnApplicationState())) {
                        client.killApplication(report.getApplicationId());
                    }
                }
                return null;
            });
        } catch (IOException e) {
            // Then it ends by itself, once it finds its driver gone.
            System.err.println("the application is left to itself: " + Reasons.of(e));
        }
    }

    private static String describe(ApplicationReport report) {
        String diagnostics = report.getDiagnostics() == null
                ? ""
                : report.getDiagnostics().lines().findFirst().orElse("").strip();
        boolean over = OVER.contains(report.getYarnApplicationState());
        return (over ? report.getFinalApplicationStatus() : report.getYarnApplicationState())
                + (diagnostics.isEmpty() ? "" : ", " + diagnostics)
                + (report.getTrackingUrl() == null ? "" : " (" + report.getTrackingUrl() + ")");
    }

    private List<ApplicationReport> find(YarnClient client) throws YarnException, IOException {
        GetApplicationsRequest request = GetApplicationsRequest.newInstance();
        request.setApplicationTags(Set.of(tag));
        return client.getApplications(request);
    }

    private interface Question<T> {
        T put(YarnClient client) throws YarnException, IOException;
    }

    private <T> T ask(Question<T> question) throws IOException {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread asking = new Thread(
                () -> {
                    try (YarnClient client = YarnClient.createYarnClient()) {
                        client.init(yarn);
                        client.start();
                        answer.complete(question.put(client));
                    } catch (YarnException | IOException | RuntimeException e) {
                        answer.completeExceptionally(e);
                    }
                },
                "question to YARN");
        asking.setDaemon(true);
        asking.start();
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("nothing within " + PATIENCE_SECONDS + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
