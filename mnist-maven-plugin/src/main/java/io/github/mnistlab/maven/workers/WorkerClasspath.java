package io.github.mnistlab.maven.workers;

import io.github.mnistlab.lab.LabException;
import io.github.mnistlab.lab.Libraries;
import io.github.mnistlab.model.Processor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.Exclusion;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;

/**
 * What a worker runs on, resolved through Maven so that mirrors, credentials, {@code --offline} and the local repository
 * work as everywhere: the core with Deeplearning4j, and the native libraries of one platform.
 */
public final class WorkerClasspath implements Libraries {
    private static final String GROUP = "io.github.mnistlab";
    private static final String CORE = "mnist-core";
    private static final String ONNX_RUNTIME = "onnxruntime";
    private static final String SPARK = "mnist-spark";

    /** What only writes reports: without it, no change of it makes known runs unknown. */
    private static final List<Exclusion> REPORTING = List.of(new Exclusion("gg.jte", "*", "*", "*"));

    private static final Set<String> RUNTIME_SCOPES = Set.of("compile", "runtime");

    /** Has a native half for each build of ND4J; its Java half is among the core's dependencies. */
    private static final Set<String> ND4J_BACKEND = Set.of("org.nd4j:nd4j-native");

    /** Have a native half for each platform, which balancing needs whatever trains. */
    private static final Set<String> NATIVE_SUPPORT = Set.of("org.bytedeco:javacpp", "org.bytedeco:openblas");

    private final RepositorySystem repositorySystem;
    private final MavenSession session;
    private final MavenProject project;
    private final String version;

    /**
     * @param version the core's
     */
    public WorkerClasspath(
            RepositorySystem repositorySystem, MavenSession session, MavenProject project, String version) {
        this.repositorySystem = repositorySystem;
        this.session = session;
        this.project = project;
        this.version = version;
    }

    /**
     * {@inheritDoc}
     *
     * <p>A build of ND4J's CPU backend is named by its classifier, another backend by its coordinates, {@code
     * group:artifact[:extension[:classifier]]:version}, and resolved with all that it needs. What is missing is downloaded.
     */
    @Override
    public Found find(String backend, boolean offline) {
        RepositorySystemSession repositorySession = repositorySession(offline);
        List<RemoteRepository> repositories = project.getRemotePluginRepositories();
        try {
            Optional<Artifact> named =
                    Optional.of(backend).filter(name -> name.contains(":")).map(DefaultArtifact::new);
            named.ifPresent(CudaDriver::requireFor);
            Dependency core =
                    new Dependency(new DefaultArtifact(GROUP, CORE, "jar", version), "runtime", false, REPORTING);
            List<Artifact> artifacts = new ArrayList<>(dependencies(repositorySession, repositories, core));
            // "linux-x86_64-avx2" is a build of ND4J for "linux-x86_64", which is how JavaCPP and OpenBLAS are built.
            String platform = named.isPresent() ? Processor.detect().platform() : Processor.platformOf(backend);
            Optional<String> build = named.isPresent() ? Optional.empty() : Optional.of(backend);
            artifacts.addAll(natives(repositorySession, repositories, artifacts, platform, build));
            if (named.isPresent()) {
                artifacts.addAll(dependencies(repositorySession, repositories, new Dependency(named.get(), "runtime")));
            }
            List<Path> files = artifacts.stream()
                    .map(artifact -> artifact.getFile().toPath())
                    .distinct()
                    .toList();
            return new Found(files, backend);
        } catch (DependencyResolutionException | ArtifactResolutionException | IllegalArgumentException e) {
            String remedy = session.isOffline() ? " Maven is offline; run `mvn mnist:fetch` once with a network." : "";
            throw new LabException.Library(
                    "The libraries that training needs cannot be had: " + e.getMessage() + "." + remedy, e);
        }
    }

    private RepositorySystemSession repositorySession(boolean offline) {
        return offline
                ? new DefaultRepositorySystemSession(session.getRepositorySession()).setOffline(true)
                : session.getRepositorySession();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Its version is that of the core, which has it as an optional dependency.
     */
    @Override
    public List<Path> onnxRuntime(boolean offline) {
        RepositorySystemSession repositorySession = repositorySession(offline);
        List<RemoteRepository> repositories = project.getRemotePluginRepositories();
        try {
            Artifact core = new DefaultArtifact(GROUP, CORE, "jar", version);
            Dependency runtime = repositorySystem
                    .readArtifactDescriptor(repositorySession, new ArtifactDescriptorRequest(core, repositories, null))
                    .getDependencies()
                    .stream()
                    .filter(dependency ->
                            dependency.getArtifact().getArtifactId().equals(ONNX_RUNTIME))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(CORE + " " + version + " has no " + ONNX_RUNTIME));
            return dependencies(repositorySession, repositories, runtime.setOptional(false)).stream()
                    .map(artifact -> artifact.getFile().toPath())
                    .toList();
        } catch (ArtifactDescriptorException | DependencyResolutionException e) {
            String remedy = session.isOffline() ? " Maven is offline; run this goal once with a network." : "";
            throw new LabException.Library(
                    "ONNX Runtime, which a model with source: onnx needs, cannot be had: " + e.getMessage() + "."
                            + remedy,
                    e);
        }
    }

    /**
     * What the driver of a Spark cluster runs on, without native libraries. The first is our own.
     *
     * @param master as Spark takes it; some need a module of Spark's beside its core
     * @throws LabException.Library if it cannot be had
     */
    public List<Path> resolveSpark(String master) {
        try {
            Dependency spark = new Dependency(new DefaultArtifact(GROUP, SPARK, "jar", version), "runtime");
            List<RemoteRepository> repositories = project.getRemotePluginRepositories();
            List<Artifact> artifacts =
                    new ArrayList<>(dependencies(session.getRepositorySession(), repositories, spark));
            Optional<Dependency> module = SparkJars.module(master, artifacts);
            if (module.isPresent()) {
                // Of a library that both want there is one version: the one that is tested with the rest.
                Set<String> known =
                        artifacts.stream().map(WorkerClasspath::library).collect(Collectors.toSet());
                dependencies(session.getRepositorySession(), repositories, module.get()).stream()
                        .filter(artifact -> known.add(library(artifact)))
                        .forEach(artifacts::add);
            }
            return artifacts.stream()
                    .map(artifact -> artifact.getFile().toPath())
                    .toList();
        } catch (DependencyResolutionException e) {
            String remedy = session.isOffline() ? " Maven is offline; run this goal once with a network." : "";
            throw new LabException.Library(
                    "Spark, which mnist.master asks for, cannot be had: " + e.getMessage() + "." + remedy, e);
        }
    }

    /** What an artifact is a version of. */
    private static String library(Artifact artifact) {
        return artifact.getGroupId() + ":" + artifact.getArtifactId() + ":" + artifact.getClassifier();
    }

    private List<Artifact> dependencies(
            RepositorySystemSession repositorySession, List<RemoteRepository> repositories, Dependency root)
            throws DependencyResolutionException {
        CollectRequest collect = new CollectRequest(root, repositories);
        DependencyRequest request = new DependencyRequest(
                collect,
                (node, parents) -> RUNTIME_SCOPES.contains(node.getDependency().getScope()));
        return repositorySystem.resolveDependencies(repositorySession, request).getArtifactResults().stream()
                .map(ArtifactResult::getArtifact)
                .toList();
    }

    /** The native halves of libraries for a platform, and of ND4J's CPU backend if a build of it is wanted. */
    private List<Artifact> natives(
            RepositorySystemSession repositorySession,
            List<RemoteRepository> repositories,
            List<Artifact> java,
            String platform,
            Optional<String> build)
            throws ArtifactResolutionException {
        List<ArtifactRequest> requests = new ArrayList<>();
        for (Artifact artifact : java) {
            String key = artifact.getGroupId() + ":" + artifact.getArtifactId();
            Optional<String> classifier = ND4J_BACKEND.contains(key) ? build : Optional.of(platform);
            if (classifier.isPresent() && (ND4J_BACKEND.contains(key) || NATIVE_SUPPORT.contains(key))) {
                Artifact natives = new DefaultArtifact(
                        artifact.getGroupId(),
                        artifact.getArtifactId(),
                        classifier.get(),
                        "jar",
                        artifact.getVersion());
                requests.add(new ArtifactRequest(natives, repositories, null));
            }
        }
        return repositorySystem.resolveArtifacts(repositorySession, requests).stream()
                .map(ArtifactResult::getArtifact)
                .toList();
    }
}
