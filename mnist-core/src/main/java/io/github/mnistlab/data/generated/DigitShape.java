package io.github.mnistlab.data.generated;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One way to write a digit: the points that the pen passes, as one or more forms of the same strokes.
 *
 * <p>A form is written {@code "5,22 20,4! 42,2 | 8,50 60,48"}: points x,y in a space where the digit is about 100 high
 * and 60 wide, y downwards, strokes parted by {@code |}. The pen runs smoothly through the points; {@code !} marks one
 * where it turns sharply. All forms of a shape have the same strokes, points and corners, so that everything between
 * them is a way to write the digit, too.
 *
 * @param weight how often this shape is chosen, relative to the digit's other shapes
 * @param forms one or more forms
 */
record DigitShape(double weight, List<Form> forms) {

    /**
     * The strokes of one form.
     *
     * @param strokes what the pen draws without being lifted
     */
    record Form(List<Stroke> strokes) {
        private static Form parse(String text) {
            return new Form(
                    Arrays.stream(text.split("\\|", -1)).map(Stroke::parse).toList());
        }
    }

    /**
     * The points that the pen passes before it is lifted; two at least.
     *
     * @param x to the right
     * @param y downwards
     * @param corner whether the pen turns sharply there
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never leaves the package
    record Stroke(double[] x, double[] y, boolean[] corner) {
        int size() {
            return x.length;
        }

        private static Stroke parse(String text) {
            String[] points = text.strip().split("\\s+", -1);
            Stroke stroke =
                    new Stroke(new double[points.length], new double[points.length], new boolean[points.length]);
            for (int i = 0; i < points.length; i++) {
                stroke.corner[i] = points[i].endsWith("!");
                int comma = points[i].indexOf(',');
                stroke.x[i] = Integer.parseInt(points[i].substring(0, comma));
                stroke.y[i] = Integer.parseInt(
                        points[i].substring(comma + 1, points[i].length() - (stroke.corner[i] ? 1 : 0)));
            }
            return stroke;
        }
    }

    /** A shape from its forms as text. */
    static DigitShape of(double weight, String... forms) {
        List<Form> parsed = new ArrayList<>();
        for (String text : forms) {
            Form form = Form.parse(text);
            if (!parsed.isEmpty() && !sameStructure(parsed.get(0), form)) {
                throw new IllegalArgumentException(
                        "the forms of a shape must have the same strokes, points and corners, but \"" + forms[0]
                                + "\" and \"" + text + "\" differ");
            }
            parsed.add(form);
        }
        return new DigitShape(weight, List.copyOf(parsed));
    }

    private static boolean sameStructure(Form one, Form other) {
        if (one.strokes.size() != other.strokes.size()) {
            return false;
        }
        for (int i = 0; i < one.strokes.size(); i++) {
            if (!Arrays.equals(one.strokes.get(i).corner, other.strokes.get(i).corner)) {
                return false;
            }
        }
        return true;
    }
}
