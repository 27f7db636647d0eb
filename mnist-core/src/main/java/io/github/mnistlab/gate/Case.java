package io.github.mnistlab.gate;

import io.github.mnistlab.evaluate.Direction;
import io.github.mnistlab.experiment.Confidence;
import io.github.mnistlab.experiment.Gate;
import io.github.mnistlab.experiment.Limit;
import io.github.mnistlab.experiment.OnInconclusive;
import io.github.mnistlab.gate.finding.Finding;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** A gate with all that is to be said on it, before and when it is decided. */
final class Case {
    /** As metrics are shown. */
    private static final int DIGITS = 4;

    private final Builder about;
    private final Comparison comparison;
    private final int seeds;
    private final Finding finding;
    private final String unsettled;

    private Case(Builder about, Comparison comparison, int seeds, Finding finding, String unsettled) {
        this.about = about;
        this.comparison = comparison;
        this.seeds = seeds;
        this.finding = finding;
        this.unsettled = unsettled;
    }

    /** What is known of a case from its gate alone. */
    static final class Builder {
        private final String experiment;
        private final Gate gate;
        private final boolean strict;
        private String neverPasses = "";
        private boolean isMissed;

        Builder(String experiment, Gate gate, boolean strict) {
            this.experiment = experiment;
            this.gate = gate;
            this.strict = strict;
        }

        /** A pass becomes inconclusive, for this reason. */
        void neverPasses(String reason) {
            neverPasses = reason;
        }

        /** It cannot be measured, whatever the results: what is asked of it does not hold. */
        Case notApplicable(String reason) {
            isMissed = true;
            return new Case(this, null, 0, null, reason);
        }

        /** There is nothing to hold it against. */
        Case notJudged(String reason) {
            return new Case(this, null, 0, null, reason);
        }

        /** Values are compared as they are. */
        Case compared(Comparison comparison, int seeds) {
            return new Case(this, comparison, seeds, null, "");
        }

        /** There is more to be said than what was measured. */
        Case found(Comparison comparison, int seeds, Finding finding) {
            return new Case(this, comparison, seeds, finding, "");
        }

        /** How sure it is, nothing tells. */
        Case unknown(Comparison comparison, String reason) {
            return new Case(this, comparison, 0, null, reason);
        }
    }

    Optional<Finding> finding() {
        return Optional.ofNullable(finding);
    }

    /** The smallest alpha at which the gate would be missed. */
    double refutation() {
        return claim().refutation(finding.bounds());
    }

    /** By itself. */
    Verdict judge() {
        if (finding != null) {
            double alpha = alpha();
            return judge(refutation(), claim().isRefuted(finding.bounds(), alpha), 1);
        }
        if (about.isMissed) {
            return verdict(VerdictStatus.FAIL, unsettled, "", "", null);
        }
        if (!unsettled.isEmpty()) {
            return comparison == null
                    ? verdict(VerdictStatus.NOT_JUDGED, "", "", unsettled, null)
                    : verdict(VerdictStatus.INCONCLUSIVE, comparison.measured(), "", unsettled, null);
        }
        return comparison.holds() ? pass("", null) : verdict(VerdictStatus.FAIL, comparison.measured(), "", "", null);
    }

    /**
     * As one of several.
     *
     * @param refutation the p-value of its failure, adjusted for that
     * @param gates how many there are
     */
    Verdict judge(double refutation, int gates) {
        return judge(refutation, refutation <= alpha(), gates);
    }

    private Verdict judge(double refutation, boolean refuted, int gates) {
        double alpha = alpha();
        Evidence evidence = evidence(alpha, refutation);
        String bounds = bounds(evidence);
        if (claim().isProven(finding.bounds(), alpha)) {
            return pass(bounds, evidence);
        }
        if (refuted) {
            return verdict(VerdictStatus.FAIL, comparison.measured(), bounds, "", evidence);
        }
        if (finding.isExact()) {
            String unchanged = "nothing has changed: the results are those accepted, to the bit";
            return verdict(VerdictStatus.INCONCLUSIVE, comparison.measured(), bounds, unchanged, evidence);
        }
        String settledBy = claim().isRefuted(finding.bounds(), alpha)
                ? "missed by itself, but not as one of " + gates
                        + " gates, each of which may be missed by chance (Holm)"
                : (isUnclear(alpha) ? "no clear difference; " : "") + Settlement.of(finding, claim(), alpha);
        return verdict(VerdictStatus.INCONCLUSIVE, comparison.measured(), bounds, settledBy, evidence);
    }

    private boolean isUnclear(double alpha) {
        return about.gate.limit().comparedWith().isPresent()
                && finding.bounds().lower(alpha) <= 0
                && finding.bounds().upper(alpha) >= 0;
    }

    private Verdict pass(String bounds, Evidence evidence) {
        String doubt = about.neverPasses.isEmpty() && finding != null ? finding.doubt() : about.neverPasses;
        VerdictStatus status = doubt.isEmpty() ? VerdictStatus.PASS : VerdictStatus.INCONCLUSIVE;
        return verdict(status, comparison.measured(), bounds, doubt, evidence);
    }

    private Verdict verdict(VerdictStatus status, String measured, String bounds, String settledBy, Evidence evidence) {
        boolean fails = status == VerdictStatus.FAIL
                || (status == VerdictStatus.INCONCLUSIVE
                        && (about.strict || about.gate.onInconclusive() == OnInconclusive.FAIL));
        return new Verdict(
                about.experiment,
                about.gate,
                status,
                fails,
                requirement(about.gate),
                measured,
                bounds,
                status == VerdictStatus.FAIL && comparison != null ? comparison.shortfall() : "",
                settledBy,
                evidence);
    }

    static String requirement(Gate gate) {
        boolean higher = gate.metric().direction() == Direction.HIGHER_IS_BETTER;
        String subject = gate.metric() + " of " + gate.variant();
        if (gate.limit() instanceof Limit.AtLeast limit) {
            return subject + " at least " + limit.value().toPlainString();
        }
        if (gate.limit() instanceof Limit.AtMost limit) {
            return subject + " at most " + limit.value().toPlainString();
        }
        if (gate.limit() instanceof Limit.Better limit) {
            return subject + " better than " + limit.variant();
        }
        Limit.NotBelow limit = (Limit.NotBelow) gate.limit();
        return subject
                + (higher ? " not below " : " not worse than ")
                + limit.variant()
                + (limit.margin().signum() == 0
                        ? ""
                        : " by more than " + limit.margin().toPlainString());
    }

    private Claim claim() {
        return Claim.of(about.gate.limit(), about.gate.metric().direction());
    }

    private double alpha() {
        return ((Confidence.OneSided) about.gate.confidence()).alpha();
    }

    private Evidence evidence(double alpha, double refutation) {
        return new Evidence(
                finding.scope(),
                ((Confidence.OneSided) about.gate.confidence()).level(),
                seeds,
                finding.estimate(),
                finite(finding.bounds().lower(alpha)),
                finite(finding.bounds().upper(alpha)),
                finding.method(),
                refutation,
                finding.beside().at(alpha));
    }

    private static Double finite(double bound) {
        return Double.isFinite(bound) ? bound : null;
    }

    /** Rounded outwards: a bound that is shown is true. */
    private String bounds(Evidence evidence) {
        String beside = evidence.beside();
        String level =
                evidence.confidence().movePointRight(2).stripTrailingZeros().toPlainString() + " % bounds: ";
        return (about.gate.limit().comparedWith().isPresent() ? "of the difference, " : "")
                + level + shown(evidence.lower(), RoundingMode.FLOOR)
                + " to " + shown(evidence.upper(), RoundingMode.CEILING)
                + " (each one-sided) for " + finding.scope() + " (" + finding.method()
                + (beside.isEmpty() ? "" : "; " + beside) + ")";
    }

    private String shown(Double bound, RoundingMode rounding) {
        if (bound == null) {
            return "anything";
        }
        BigDecimal exact = new BigDecimal(bound);
        return exact.setScale(Math.max(DIGITS, scale(about.gate.limit())), rounding)
                .toPlainString();
    }

    private static int scale(Limit limit) {
        if (limit instanceof Limit.AtLeast least) {
            return least.value().scale();
        }
        if (limit instanceof Limit.AtMost most) {
            return most.value().scale();
        }
        return limit instanceof Limit.NotBelow notBelow ? notBelow.margin().scale() : 0;
    }
}
