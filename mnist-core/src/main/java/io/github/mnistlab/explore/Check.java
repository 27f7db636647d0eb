package io.github.mnistlab.explore;

/**
 * Something that was looked at, and what was found.
 *
 * @param subject what was looked at, in a few words
 * @param sound whether all is as it should be; if not, a user should look, and may find that it is
 * @param finding what was found, in a sentence
 */
public record Check(String subject, boolean sound, String finding) {}
