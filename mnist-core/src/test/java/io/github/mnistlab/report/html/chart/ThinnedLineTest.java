package io.github.mnistlab.report.html.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThinnedLineTest {
    @Test
    void noPointIsFartherFromTheLineThanTheTolerance() {
        Random random = new Random(7);
        List<double[]> line = new ArrayList<>();
        double y = 0;
        for (int i = 0; i <= 5_000; i++) {
            line.add(new double[] {i / 5_000.0, y});
            y += random.nextDouble() < 0.1 ? random.nextDouble() / 200 : 0;
        }

        List<double[]> thinned = ThinnedLine.of(line, 1, 1, 0.002);

        assertThat(thinned.size()).isLessThan(line.size() / 10);
        assertThat(thinned.get(0)).isEqualTo(line.get(0));
        assertThat(thinned.get(thinned.size() - 1)).isEqualTo(line.get(5_000));
        assertThat(line).allSatisfy(point -> {
            double nearest = Double.MAX_VALUE;
            for (int i = 1; i < thinned.size(); i++) {
                nearest = Math.min(nearest, sampledDistance(point, thinned.get(i - 1), thinned.get(i)));
            }
            assertThat(nearest).isLessThanOrEqualTo(0.002 + 1e-5);
        });
    }

    /** By trying places along the stretch, not by the formula that is tested. */
    private static double sampledDistance(double[] point, double[] from, double[] to) {
        double nearest = Double.MAX_VALUE;
        for (int i = 0; i <= 50; i++) {
            double x = from[0] + (to[0] - from[0]) * i / 50;
            double y = from[1] + (to[1] - from[1]) * i / 50;
            nearest = Math.min(nearest, Math.hypot(point[0] - x, point[1] - y));
        }
        // Between two places that were tried the line is nearer by less than half their distance.
        double step = Math.hypot(to[0] - from[0], to[1] - from[1]) / 50;
        return Math.max(0, Math.sqrt(Math.max(0, nearest * nearest - step * step / 4)));
    }

    @Test
    void stairsKeepTheirCornersAndStraightLinesTheirEnds() {
        List<double[]> stairs = List.of(
                new double[] {0, 0},
                new double[] {0, 0.5},
                new double[] {0.2, 0.5},
                new double[] {0.4, 0.5},
                new double[] {0.4, 1});

        assertThat(ThinnedLine.of(stairs, 1, 1, 1e-6))
                .containsExactly(stairs.get(0), stairs.get(1), stairs.get(3), stairs.get(4));
        assertThat(ThinnedLine.of(stairs.subList(0, 2), 1, 1, 1)).isEqualTo(stairs.subList(0, 2));
    }

    @Test
    void whatIsDrawnLargeKeepsMore() {
        List<double[]> bend = List.of(new double[] {0, 0}, new double[] {0.001, 0.5}, new double[] {0.01, 1});

        assertThat(ThinnedLine.of(bend, 1, 1, 0.01)).hasSize(2);
        assertThat(ThinnedLine.of(bend, 0.01, 1, 0.01)).hasSize(3);
    }
}
