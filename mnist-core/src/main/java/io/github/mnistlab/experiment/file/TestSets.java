package io.github.mnistlab.experiment.file;

import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.FolderSpec;
import java.util.Objects;

/** The rows that variants are tested on. */
final class TestSets {
    private TestSets() {}

    /** Whether test rows are the same; training rows and their imbalance may differ. */
    static boolean areAlike(DatasetSpec one, DatasetSpec two) {
        if (!one.getClass().equals(two.getClass()) || !Objects.equals(one.test(), two.test())) {
            return false;
        }
        if (one instanceof DatasetSpec.Idx a && two instanceof DatasetSpec.Idx b) {
            boolean sameFiles = a.testImages().equals(b.testImages())
                    && a.testLabels().equals(b.testLabels())
                    && Objects.equals(a.transpose(), b.transpose())
                    && Objects.equals(a.firstLabel(), b.firstLabel())
                    && Objects.equals(a.classNames(), b.classNames());
            if (!sameFiles) {
                return false;
            }
        }
        if (one instanceof FolderSpec a && two instanceof FolderSpec b) {
            boolean sameImages = Objects.equals(a.testFolder(), b.testFolder())
                    && Objects.equals(a.folder(), b.folder())
                    && Objects.equals(a.testShare(), b.testShare())
                    && Objects.equals(a.resize(), b.resize())
                    && a.color() == b.color()
                    && Objects.equals(a.classNames(), b.classNames())
                    && (a.testShare() == null || a.seed() == b.seed());
            if (!sameImages) {
                return false;
            }
        }
        if (one instanceof DatasetSpec.Labels a && two instanceof DatasetSpec.Labels b) {
            return a.equals(b);
        }
        // All rows are the same rows, whatever the seed; a subset, and digits to be drawn, depend on it.
        return one.test() == null || one.seed() == two.seed();
    }
}
