package io.github.mnistlab.external;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.Faults;
import io.github.mnistlab.experiment.JudgedModel.Values;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An array that {@code numpy.save} wrote: float32 or float64, C order, a row a test row and a column a class. */
final class NumpyPredictions {
    /** Far more than a header of such an array takes. */
    private static final int MAX_HEADER = 4096;

    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");

    private NumpyPredictions() {}

    /**
     * @param content what follows the six bytes by which such a file is known
     */
    static RowPredictions read(InputStream content, String file, Optional<Values> values, TestRows rows)
            throws IOException {
        String header = header(content, file);
        Faults faults = new Faults(file);
        String type = find(TYPE, header);
        if (!type.equals("<f4") && !type.equals("<f8")) {
            faults.add("holds numbers of the type '" + type
                    + "', but must hold '<f4' (float32) or '<f8' (float64); numpy: array.astype('<f8')");
        }
        if (!find(ORDER, header).equals("False")) {
            faults.add("is in Fortran's order, but must be in C order; numpy: numpy.ascontiguousarray(array)");
        }
        String wanted = rows.count() + ", " + rows.classes().size();
        String shape = find(SHAPE, header).strip().replaceAll(",$", "").replaceAll("\\s*,\\s*", ", ");
        if (!shape.equals(wanted)) {
            faults.add("has the shape (" + shape + "), but must have (" + wanted
                    + "): a row for each test row, and a column for" + " each class");
        }
        if (values.equals(Optional.of(Values.LABELS))) {
            faults.add(
                    "is an array of a number for each class, but values: labels asks for predicted classes; write them as CSV"
                            + " with the column predicted");
        }
        faults.throwIfAny();
        int bytes = type.equals("<f4") ? Float.BYTES : Double.BYTES;
        Scores scores = new Scores(values.orElse(Values.PROBABILITIES), rows, faults);
        RawPredictions.readRows(content, bytes, rows, scores, faults);
        return scores.probabilities(false);
    }

    private static String header(InputStream content, String file) throws IOException {
        byte[] version = content.readNBytes(2);
        int lengthBytes = version.length == 2 && version[0] == 1 ? 2 : 4;
        byte[] length = content.readNBytes(lengthBytes);
        if (version.length < 2 || version[0] < 1 || version[0] > 3 || length.length < lengthBytes) {
            throw new DataException(file + ": its NumPy header is damaged, or of a version that is not 1 to 3");
        }
        long announced = 0;
        for (int i = lengthBytes - 1; i >= 0; i--) {
            announced = (announced << 8) | (length[i] & 0xff);
        }
        if (announced > MAX_HEADER) {
            throw new DataException(file + ": its NumPy header announces " + announced + " bytes, but at most "
                    + MAX_HEADER + " make sense");
        }
        byte[] text = content.readNBytes((int) announced);
        if (text.length < announced) {
            throw new DataException(file + " ends within its NumPy header: it is truncated");
        }
        return new String(text, StandardCharsets.UTF_8);
    }

    private static String find(Pattern pattern, String header) {
        Matcher matcher = pattern.matcher(header);
        return matcher.find() ? matcher.group(1) : "nothing that can be read";
    }
}
