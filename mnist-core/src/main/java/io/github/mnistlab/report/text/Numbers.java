package io.github.mnistlab.report.text;

import io.github.mnistlab.evaluate.MetricValue;
import java.math.RoundingMode;
import java.util.Locale;
import org.apache.commons.numbers.fraction.BigFraction;

/** Numbers as reports show them. */
public final class Numbers {
    /** One image of MNIST's 10,000. */
    private static final int DIGITS = 4;

    private Numbers() {}

    /** With four digits after the point. */
    public static String metric(MetricValue value) {
        return value.exact().map(exact -> rounded(exact, "")).orElse("undefined");
    }

    /** With four digits after the point. */
    public static String metric(double value) {
        return rounded(BigFraction.from(value), "");
    }

    /** With its sign, even where nothing else is left of it: which way it went is what matters. */
    public static String difference(MetricValue value) {
        return value.exact()
                .map(exact -> rounded(exact, exact.signum() > 0 ? "+" : ""))
                .orElse("undefined");
    }

    private static String rounded(BigFraction value, String sign) {
        String digits = value.bigDecimalValue(DIGITS, RoundingMode.HALF_EVEN).toPlainString();
        boolean lostItsSign = value.signum() < 0 && !digits.startsWith("-");
        return (lostItsSign ? "-" : sign) + digits;
    }

    /** With commas between thousands. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** As {@code 1 run} or {@code 1,200 runs}: nouns whose plural ends in s. */
    public static String count(long count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /** A share of 1 in percent, as {@code 99.81 %}. */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    /** With one digit after the point. */
    public static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%,.1f s", seconds);
    }
}
