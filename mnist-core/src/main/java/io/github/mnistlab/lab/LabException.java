package io.github.mnistlab.lab;

import java.util.List;

/**
 * Something that keeps the lab from doing what is asked; one type for each way to be wrong. The message says what, where,
 * and what would be right. Data that is missing or damaged is a {@link io.github.mnistlab.data.DataException} instead.
 */
public abstract sealed class LabException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private LabException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Experiments that are not there, or whose files are not valid; says all that is wrong in all of them. */
    public static final class Experiments extends LabException {
        private static final long serialVersionUID = 1L;

        Experiments(String message) {
            super(message, null);
        }
    }

    /** A setting, or what is asked for, that cannot be. */
    public static final class Setting extends LabException {
        private static final long serialVersionUID = 1L;

        Setting(String message) {
            super(message, null);
        }
    }

    /** Libraries that training needs and that cannot be had. */
    public static final class Library extends LabException {
        private static final long serialVersionUID = 1L;

        /** A {@link Libraries} of a caller's own says by it what is missing. */
        public Library(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Stored results that are missing, damaged, or not of the present experiment, data and code. */
    public static final class Results extends LabException {
        private static final long serialVersionUID = 1L;

        Results(String message) {
            super(message, null);
        }
    }

    /** A lock that is missing, damaged, or not of the present experiment. */
    public static final class Lock extends LabException {
        private static final long serialVersionUID = 1L;

        Lock(String message) {
            super(message, null);
        }
    }

    /** A model that is missing or cannot be used. */
    public static final class Model extends LabException {
        private static final long serialVersionUID = 1L;

        Model(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Pictures that cannot be read. */
    public static final class Pictures extends LabException {
        private static final long serialVersionUID = 1L;

        Pictures(String message) {
            super(message, null);
        }
    }

    /** A file or folder that cannot be read or written. */
    public static final class Storage extends LabException {
        private static final long serialVersionUID = 1L;

        Storage(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Runs that failed. Those of other experiments are stored, judged and reported. */
    public static final class FailedRuns extends LabException {
        private static final long serialVersionUID = 1L;
        private final transient List<String> failures;

        FailedRuns(String message, List<String> failures) {
            super(message, null);
            this.failures = List.copyOf(failures);
        }

        /** A sentence for each: experiment, run and reason. */
        public List<String> failures() {
            return failures;
        }
    }
}
