// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.formats.Model;
import chainrule.formats.Models;
import chainrule.random.Rng;
import chainrule.spi.Backend;
import chainrule.spi.Backends;
import chainrule.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Loads a model and predicts with it from eight threads: all get the same bits. */
public final class Serve {

  private static final int THREADS = 8;
  private static final int ROUNDS = 50;

  private Serve() {}

  /** Predicts from many threads and tells whether all outputs have the bits of the first. */
  static boolean agrees(Model model, Tensor input) throws InterruptedException, ExecutionException {
    float[] expected = model.apply(input).toFloats();
    Callable<Boolean> rounds =
        () ->
            IntStream.range(0, ROUNDS)
                .allMatch(_ -> Arrays.equals(expected, model.apply(input).toFloats()));
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      boolean same = true;
      for (var result : threads.invokeAll(Collections.nCopies(THREADS, rounds))) {
        same &= result.get();
      }
      return same;
    }
  }

  /** Takes the model file and how many inputs its network has. */
  public static void main(String... arguments) throws InterruptedException, ExecutionException {
    Model model = Models.load(Path.of(arguments[0]));
    Shape shape = Shape.of(1, Long.parseLong(arguments[1]));
    Tensor input = Tensor.uniform(DType.F32, shape, Rng.seed(1));
    IO.println("prediction " + Arrays.toString(model.apply(input).toFloats()));
    IO.println("same bits from " + THREADS + " threads: " + agrees(model, input));
    Backend backend = Backends.best();
    IO.println("backend " + backend.name() + " " + backend.counters());
  }
}
