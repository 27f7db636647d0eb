package io.github.mnistlab.result;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The sources that an experiment was run from, as git knows them.
 *
 * @param commit the commit's name, in hexadecimal
 * @param branch the branch that was checked out; null if none was
 * @param dirty whether anything differed from the commit: a changed, a new or a deleted file that git does not ignore
 * @param changes SHA-256 over all that differed; null where nothing did. Equal digests are equal changes.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceState(String commit, String branch, boolean dirty, String changes) {}
