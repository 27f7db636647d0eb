package io.github.mnistlab.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.io.IOException;

/** What a model from elsewhere takes for a grey value from 0 (paper) to 255 (ink). */
@JsonDeserialize(using = PixelScale.ByForm.class)
public sealed interface PixelScale {
    /** The number that goes in. */
    double of(int grey);

    /** A range that has a name. */
    @JsonDeserialize
    enum Range implements PixelScale {
        /** Divided by 255. */
        @JsonProperty("zero-to-one")
        ZERO_TO_ONE,
        /** As it is. */
        @JsonProperty("zero-to-255")
        ZERO_TO_255;

        @Override
        public double of(int grey) {
            return this == ZERO_TO_255 ? grey : grey / 255.0;
        }
    }

    /**
     * Divided by 255, less a mean, divided by a deviation: as torchvision's {@code Normalize} does it.
     *
     * @param mean of pixels from 0 to 1
     * @param deviation likewise, above 0
     */
    @JsonDeserialize
    record Standardized(double mean, double deviation) implements PixelScale {
        /** Refuses what cannot be divided by. */
        public Standardized {
            if (!(deviation > 0)) {
                throw new IllegalArgumentException("deviation must be above 0, but is " + deviation);
            }
        }

        @Override
        public double of(int grey) {
            return (grey / 255.0 - mean) / deviation;
        }
    }

    /** Reads one of the two: a word, or numbers. */
    final class ByForm extends JsonDeserializer<PixelScale> {
        @Override
        public PixelScale deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode tree = parser.readValueAsTree();
            Class<? extends PixelScale> form = tree.isTextual() ? Range.class : Standardized.class;
            return parser.getCodec().treeToValue(tree, form);
        }
    }
}
