package io.github.mnistlab.external.onnx;

import java.nio.file.Path;

/**
 * What a model is asked.
 *
 * @param model its file
 * @param call how
 * @param pixels a file of images, {@code rows} times as many bytes as the call takes numbers, in its order; where the call has
 *     no scale, of a table: float64 numbers, little-endian
 * @param rows how many there are
 * @param classes how many classes there are
 * @param answers the file to write: a float64 for each row and class, little-endian, row after row; of classes alone, their
 *     names, a line a row
 */
public record OnnxQuestion(Path model, OnnxCall call, Path pixels, int rows, int classes, Path answers) {}
