package io.github.mnistlab.run;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Environment variables of workers as results, locks, reports and keys of runs have them: of public ones the value, of others
 * a digest, by which a change shows and nothing else.
 *
 * <p>Whoever has the digest of a short secret can try values until one fits. Each try is made slow by PBKDF2 (RFC 8018) with as
 * many iterations as OWASP advises for passwords, and one table for all variables is made useless by a salt of the variable's
 * name. The salt is no random one: the same value must have the same digest in the next build, and on another machine.
 */
public final class DisclosedVariables {
    /** What a digest begins with in place of a value. */
    public static final String DIGEST = "pbkdf2:";

    private static final int ITERATIONS = 600_000;
    private static final int BITS = 256;
    private static final String SALT = "mnist-lab, environment variable ";

    private DisclosedVariables() {}

    /**
     * @param variables names and values
     * @param isPublic whether the value of a name may be told
     * @return the same names; half a second passes for each that is not public
     */
    public static SortedMap<String, String> of(Map<String, String> variables, Predicate<String> isPublic) {
        SortedMap<String, String> disclosed = new TreeMap<>();
        variables.forEach(
                (name, value) -> disclosed.put(name, isPublic.test(name) ? value : DIGEST + digest(name, value)));
        return disclosed;
    }

    private static String digest(String name, String value) {
        // The sign before it, because there is no key of no bytes.
        PBEKeySpec key = new PBEKeySpec(
                ("=" + value).toCharArray(), (SALT + name).getBytes(StandardCharsets.UTF_8), ITERATIONS, BITS);
        try {
            return HexFormat.of()
                    .formatHex(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(key)
                            .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no PBKDF2 with HMAC-SHA256, which every one should have", e);
        } finally {
            key.clearPassword();
        }
    }
}
