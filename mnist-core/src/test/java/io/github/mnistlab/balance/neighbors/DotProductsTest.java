package io.github.mnistlab.balance.neighbors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DotProductsTest {
    @Test
    void everyRowIsMultipliedWithEveryOther() {
        try (DotProducts products = new DotProducts(3, 4, 5)) {
            products.setLeft(0, new float[] {1, 2, 3});
            products.setLeft(1, new float[] {-1, 0, 0.5f});
            products.setRight(0, new float[] {1, 1, 1});
            products.setRight(1, new float[] {0, 0, 4});
            products.setRight(2, new float[] {2, -1, 0});
            float[] line = {9, 9, 9, 9};

            products.multiply(2, 3);
            products.read(0, line);
            assertThat(line).containsExactly(6, 12, 0, 9);
            products.read(1, line);
            assertThat(line).containsExactly(-0.5f, 2, -2, 9);

            // A smaller block after it, of which the rows that are not set anew stay.
            products.setRight(0, new float[] {0, 1, 0});
            products.multiply(2, 1);
            products.read(0, line);
            assertThat(line).containsExactly(2, 2, -2, 9);
            products.read(1, line);
            assertThat(line).containsExactly(0, 2, -2, 9);
        }
    }
}
