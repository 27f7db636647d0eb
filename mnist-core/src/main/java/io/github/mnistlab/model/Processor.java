package io.github.mnistlab.model;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * The processor and operating system at hand, as far as they decide which native code to run.
 *
 * @param platform in JavaCPP's words, such as {@code linux-x86_64}
 * @param model the maker's name of the processor, or {@code unknown}
 * @param features what it can do, in Linux's words, such as {@code avx2}; empty where the system does not tell
 */
public record Processor(String platform, String model, Set<String> features) {

    private static final Path CPUINFO = Path.of("/proc/cpuinfo");

    /** Copies the features. */
    public Processor {
        features = Set.copyOf(features);
    }

    /** Looks at this machine. */
    public static Processor detect() {
        UnaryOperator<String> properties = System::getProperty;
        String platform = platform(properties.apply("os.name"), properties.apply("os.arch"));
        if (platform.startsWith("linux") && Files.isReadable(CPUINFO)) {
            try {
                return fromCpuinfo(platform, Files.readString(CPUINFO, StandardCharsets.UTF_8));
            } catch (IOException e) {
                return unknown(platform);
            }
        }
        if (platform.startsWith("macosx")) {
            String features = sysctl("machdep.cpu.features") + " " + sysctl("machdep.cpu.leaf7_features");
            String model = sysctl("machdep.cpu.brand_string");
            return new Processor(platform, model.isBlank() ? "unknown" : model.strip(), words(features));
        }
        if (platform.endsWith("-x86_64")) {
            String model =
                    Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER")).orElse("unknown");
            return new Processor(platform, model, featuresOfJvm());
        }
        return unknown(platform);
    }

    /** Those that HotSpot uses on x86-64, where the system has no file of them; none of another virtual machine. */
    static Set<String> featuresOfJvm() {
        Set<String> features = new TreeSet<>();
        int avx = flag("UseAVX")
                .filter(value -> value.matches("\\d"))
                .map(Integer::valueOf)
                .orElse(0);
        if (avx >= 2) {
            features.add("avx2");
        }
        if (avx >= 3) {
            // HotSpot takes them together or not at all.
            features.addAll(List.of("avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl"));
        }
        if (flag("UseFMA").filter("true"::equals).isPresent()) {
            features.add("fma");
        }
        return features;
    }

    private static Optional<String> flag(String name) {
        try {
            HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return Optional.ofNullable(machine)
                    .map(bean -> bean.getVMOption(name).getValue());
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // No such flag.
        }
    }

    /**
     * JavaCPP's name of a platform.
     *
     * @param osName as in the system property {@code os.name}
     * @param osArch as in the system property {@code os.arch}
     */
    static String platform(String osName, String osArch) {
        String name = osName.toLowerCase(Locale.ROOT);
        String os = name.startsWith("mac") ? "macosx" : name.startsWith("windows") ? "windows" : "linux";
        String arch = switch (osArch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64", "x64" -> "x86_64";
            case "aarch64", "arm64" -> "arm64";
            default -> osArch.toLowerCase(Locale.ROOT);
        };
        return os + "-" + arch;
    }

    /** Reads Linux's {@code /proc/cpuinfo}, its first processor. */
    static Processor fromCpuinfo(String platform, String cpuinfo) {
        String model = value(cpuinfo, "model name");
        // x86 calls them flags, Arm Features.
        String features = value(cpuinfo, "flags") + " " + value(cpuinfo, "Features");
        return new Processor(platform, model.isEmpty() ? "unknown" : model, words(features));
    }

    /** The platform of a build's classifier: {@code linux-x86_64} of {@code linux-x86_64-avx2}. */
    public static String platformOf(String classifier) {
        String[] parts = classifier.split("-", 3);
        return parts.length < 2 ? classifier : parts[0] + "-" + parts[1];
    }

    /** Whether it has all of these features. */
    public boolean has(String... wanted) {
        return features.containsAll(List.of(wanted));
    }

    private static Processor unknown(String platform) {
        return new Processor(platform, "unknown", Set.of());
    }

    private static String value(String cpuinfo, String key) {
        return cpuinfo.lines()
                .filter(line -> line.startsWith(key) && line.indexOf(':') >= 0)
                .filter(line -> line.substring(0, line.indexOf(':')).strip().equals(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }

    private static Set<String> words(String text) {
        Set<String> words = new TreeSet<>(
                Arrays.asList(text.toLowerCase(Locale.ROOT).strip().split("\\s+")));
        words.remove("");
        return words;
    }

    private static String sysctl(String name) {
        try {
            Process process = new ProcessBuilder("sysctl", "-n", name)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(5, TimeUnit.SECONDS);
            return output;
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
