// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.error.ArgumentException;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Samples with their targets, each read by its place: in memory ({@link #of}), mapped from a file,
 * or made when it is asked for.
 *
 * <p>A dataset does not change: a place gives the same bits whenever it is read. Reading is safe
 * for any number of threads.
 */
public interface Dataset {

  /**
   * What one input or one target is.
   *
   * @param dtype the type of its elements
   * @param shape its sizes, without the axis of samples; no axes for a class number
   */
  record Row(DType dtype, Shape shape) {

    /** A tensor of so many of them, for messages: {@code F32[3, 784]}. */
    public String spec(long count) {
      return dtype + shape(count).toString();
    }

    /** The sizes of so many of them. */
    public Shape shape(long count) {
      return shape.inserted(0, count);
    }

    /** The number of elements of one. */
    public int length() {
      return Math.toIntExact(shape.count());
    }
  }

  /** What reports call it. */
  String name();

  /** The number of samples. */
  long count();

  /** What one input is. */
  Row inputRow();

  /** What one target is: a class number, I64 without axes, or numbers. */
  Row targetRow();

  /** The names of the classes; empty where targets are numbers. */
  List<String> classes();

  /**
   * Copies one sample into memory of the caller.
   *
   * @param place 0 to {@code count() - 1}
   * @param inputs of the type of an input; its elements from {@code row * inputRow().length()} on
   *     are rewritten
   * @param targets the same for the target
   * @param row where in the two it goes
   */
  void read(long place, Storage inputs, Storage targets, int row);

  /**
   * Samples in memory.
   *
   * @param inputs [n, ..], one row a sample
   * @param targets [n] class numbers, I64, or [n, outputs] numbers
   * @param classes the names of the classes; empty where targets are numbers
   * @throws chainrule.error.ShapeException if there is not one target for each sample
   */
  static Dataset of(String name, Tensor inputs, Tensor targets, List<String> classes) {
    return new Samples(name, inputs, targets, classes);
  }

  /**
   * Samples made by a function when they are asked for, such as pictures that are decoded. A loader
   * reads them by a thread of its own.
   *
   * @param count how many there are
   * @param classes the names of the classes; empty where targets are numbers
   * @param reader makes a sample, the same whenever it is asked for; for any number of threads
   * @throws ArgumentException if the number is negative
   */
  static Dataset streamed(
      String name,
      long count,
      Row inputRow,
      Row targetRow,
      List<String> classes,
      SampleSource reader) {
    return new Streamed(name, count, inputRow, targetRow, List.copyOf(classes), reader);
  }

  /**
   * Several, one after another.
   *
   * @throws ArgumentException if there is none, or classes differ
   * @throws chainrule.error.ShapeException if inputs or targets differ in type or sizes
   */
  static Dataset concat(String name, List<Dataset> parts) {
    return Concatenated.of(name, parts);
  }

  /**
   * The same, with samples kept in memory once they were read, as many as fit so many bytes; others
   * are read each time.
   *
   * @throws ArgumentException if the number is negative
   */
  default Dataset cached(long bytes) {
    return new Cached(this, bytes);
  }

  /**
   * The same with inputs shifted and scaled as they are read.
   *
   * @throws chainrule.error.ShapeException if it does not fit the inputs
   * @throws chainrule.error.DtypeException if inputs are integers
   */
  default Dataset normalized(Normalization normalization) {
    return new Normalized(this, normalization);
  }

  /** How numbers of targets become those of the source, if they were changed for training. */
  default Optional<TargetScale> targetScale() {
    return Optional.empty();
  }

  /**
   * How many threads should read it ahead of its use: none where a sample is copied, one where it
   * is made or decoded.
   */
  default int readers() {
    return 0;
  }

  /** Whether targets are class numbers. */
  default boolean isClassified() {
    return targetRow().shape().rank() == 0 && !targetRow().dtype().isFloating();
  }

  /**
   * Some of the samples, in the order given; nothing is copied.
   *
   * @param places each 0 to {@code count() - 1}
   * @throws ArgumentException if one is not
   */
  default Dataset select(int... places) {
    return new Selection(this, places.clone());
  }

  /**
   * The first samples.
   *
   * @throws ArgumentException if the number is negative
   */
  default Dataset first(long most) {
    if (most < 0) {
      throw new ArgumentException("dataset: first " + most + " samples; needs 0 or more");
    }
    return most >= count() ? this : select(IntStream.range(0, (int) most).toArray());
  }

  /** Samples copied into tensors of their own, in the order given. */
  default Batch batch(int... places) {
    Storage inputs = Storage.allocate(inputRow().dtype(), inputRow().shape(places.length));
    Storage targets = Storage.allocate(targetRow().dtype(), targetRow().shape(places.length));
    for (int row = 0; row < places.length; row++) {
      read(places[row], inputs, targets, row);
    }
    return new Batch(
        Tensor.of(inputRow().shape(places.length), inputs),
        Tensor.of(targetRow().shape(places.length), targets));
  }

  /**
   * All samples in memory.
   *
   * @throws chainrule.error.LimitException if they are too many
   */
  default Batch all() {
    return batch(IntStream.range(0, Math.toIntExact(count())).toArray());
  }
}
