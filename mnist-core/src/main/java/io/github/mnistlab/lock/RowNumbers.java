package io.github.mnistlab.lock;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** Numbers of rows, four bytes each, which is a fifth of what a list of objects takes. Immutable. */
final class RowNumbers extends AbstractList<Integer> implements RandomAccess {
    private final int[] rows;

    private RowNumbers(int[] rows) {
        this.rows = rows;
    }

    static RowNumbers of(List<Integer> rows) {
        return rows instanceof RowNumbers known
                ? known
                : new RowNumbers(rows.stream().mapToInt(Integer::intValue).toArray());
    }

    @Override
    public Integer get(int index) {
        return rows[index];
    }

    @Override
    public int size() {
        return rows.length;
    }
}
