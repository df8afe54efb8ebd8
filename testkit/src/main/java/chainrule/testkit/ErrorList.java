// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.ChainruleException;
import chainrule.error.DtypeException;
import chainrule.error.IndexException;
import chainrule.error.ShapeException;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Collects calls that an operation must refuse, and the valid calls next to them.
 *
 * <p>The generators {@code axes}, {@code types}, {@code ranks}, {@code sizes}, {@code numbers} and
 * {@code counts} make both: each bound is tried from either side.
 */
final class ErrorList {

  /** Two rows of three F32 numbers. */
  static final Tensor MATRIX = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});

  /** Two F32 numbers. */
  static final Tensor ROW = Tensor.of(1, 2);

  /** Two I64 numbers. */
  static final Tensor WHOLE = Tensor.of(DType.I64, 0, 1);

  /** F32 and F64. */
  static final Set<DType> FLOATING = Set.of(DType.F32, DType.F64);

  /** I32 and I64. */
  static final Set<DType> INDEX = Set.of(DType.I32, DType.I64);

  /** BOOL alone. */
  static final Set<DType> CONDITION = Set.of(DType.BOOL);

  private final List<ErrorSample> samples = new ArrayList<>();
  private final List<ErrorSample.Neighbor> neighbors = new ArrayList<>();
  private String method = "";

  List<ErrorSample> samples() {
    return List.copyOf(samples);
  }

  List<ErrorSample.Neighbor> neighbors() {
    return List.copyOf(neighbors);
  }

  /** The calls from here on are of a method that has another name than the operation. */
  void method(String name) {
    method = name;
  }

  // ------------------------------------------------------------------ one call

  void shape(String about, Supplier<Tensor> call, String... says) {
    add(about, call, ShapeException.class, says);
  }

  void type(String about, Supplier<Tensor> call, String... says) {
    add(about, call, DtypeException.class, says);
  }

  void index(String about, Supplier<Tensor> call, String... says) {
    add(about, call, IndexException.class, says);
  }

  void argument(String about, Supplier<Tensor> call, String... says) {
    add(about, call, ArgumentException.class, says);
  }

  void add(
      String about,
      Supplier<Tensor> call,
      Class<? extends ChainruleException> error,
      String... says) {
    samples.add(new ErrorSample(about, call, error, List.of(says), method));
  }

  /** A call next to a wrong one, which must succeed. */
  void valid(String about, Supplier<Tensor> call) {
    neighbors.add(new ErrorSample.Neighbor(about, call));
  }

  // ------------------------------------------------------------------ axes

  /** A method with an axis. */
  interface Along {
    Tensor apply(Tensor x, int axis);
  }

  /**
   * A method with an axis, on F32 tensors of shapes [], [2], [2, 3] and [2, 3, 2]: axes rank, rank
   * + 1, -rank - 1 and the ends of int are refused; rank - 1 and -rank are taken.
   */
  void axes(Along method) {
    for (Shape shape : List.of(Shape.SCALAR, Shape.of(2), Shape.of(2, 3), Shape.of(2, 3, 2))) {
      axes(method, Tensor.full(DType.F32, shape, 1));
    }
  }

  /** A method with an axis, on a tensor that suits it. */
  void axes(Along method, Tensor x) {
    wrongAxes(method, x);
    if (x.rank() > 0) {
      valid("axis " + (x.rank() - 1) + " of " + x.spec(), () -> method.apply(x, x.rank() - 1));
      valid("axis " + -x.rank() + " of " + x.spec(), () -> method.apply(x, -x.rank()));
    }
  }

  /** The same without the valid calls, for other errors than the axis. */
  void wrongAxes(Along method, Tensor x) {
    int rank = x.rank();
    for (int axis : new int[] {rank, rank + 1, -rank - 1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      index(
          "axis " + axis + " of " + x.spec(),
          () -> method.apply(x, axis),
          "axis " + axis + " of shape " + x.shape(),
          rank == 0 ? "leave the axis out" : "from " + -rank + " to " + (rank - 1));
    }
  }

  // ------------------------------------------------------------------ types

  /**
   * A call on inputs that suit it, with one input of another type: floating ones take F32 and F64,
   * all alike; I32 and I64 take each other; BOOL and U8 take themselves.
   */
  void types(Function<List<Tensor>, Tensor> call, Tensor... inputs) {
    List<Set<DType>> accepted = new ArrayList<>();
    for (Tensor input : inputs) {
      accepted.add(
          switch (input.dtype()) {
            case F32, F64 -> FLOATING;
            case I32, I64 -> INDEX;
            case BOOL -> CONDITION;
            case U8 -> Set.of(DType.U8);
          });
    }
    types(call, accepted, inputs);
  }

  /**
   * A call with one input of another type, every type and slot in turn.
   *
   * @param accepted the types that each slot takes; slots that take the same must be alike, but for
   *     indices and conditions
   */
  void types(Function<List<Tensor>, Tensor> call, List<Set<DType>> accepted, Tensor... inputs) {
    for (int slot = 0; slot < inputs.length; slot++) {
      for (DType dtype : DType.values()) {
        List<Tensor> changed = with(inputs, slot, inputs[slot].to(dtype));
        String about = "input " + slot + " as " + dtype + ": " + specs(changed);
        if (accepted.get(slot).contains(dtype) && isAlike(changed, accepted, slot)) {
          valid(about, () -> call.apply(changed));
        } else {
          type(about, () -> call.apply(changed), dtype + inputs[slot].shape().toString());
        }
      }
    }
  }

  private static boolean isAlike(List<Tensor> inputs, List<Set<DType>> accepted, int slot) {
    Set<DType> mine = accepted.get(slot);
    return mine.equals(INDEX)
        || IntStream.range(0, inputs.size())
            .filter(other -> accepted.get(other).equals(mine))
            .allMatch(other -> inputs.get(other).dtype() == inputs.get(slot).dtype());
  }

  // ------------------------------------------------------------------ shapes

  /**
   * A call on inputs that suit it, with one input of another rank: each rank from 0 to 5 but the
   * accepted ones, by axes of size 1 in front or all in fewer axes.
   */
  void ranks(
      Function<List<Tensor>, Tensor> call, int slot, Set<Integer> accepted, Tensor... inputs) {
    valid("as it is: " + specs(List.of(inputs)), () -> call.apply(List.of(inputs)));
    for (int rank = 0; rank <= 5; rank++) {
      if (!accepted.contains(rank)) {
        List<Tensor> changed = with(inputs, slot, ofRank(inputs[slot], rank));
        shape(
            "input " + slot + " of rank " + rank + ": " + specs(changed),
            () -> call.apply(changed),
            changed.get(slot).shape().toString());
      }
    }
  }

  private static Tensor ofRank(Tensor x, int rank) {
    Shape shape = x.shape();
    while (shape.rank() < rank) {
      shape = shape.inserted(0, 1);
    }
    if (rank == 0) {
      return x.flatten().slice(0, 0, 1).reshape();
    }
    while (shape.rank() > rank) {
      long joined = shape.size(0) * shape.size(1);
      shape = shape.without(0).with(0, joined);
    }
    return x.reshape(shape);
  }

  /**
   * A call on inputs that suit it, with one axis of one input an element longer, shorter and empty.
   * The axis must be tied to something else; give it 3 elements or more where 1 would stretch.
   */
  void sizes(Function<List<Tensor>, Tensor> call, int slot, int axis, Tensor... inputs) {
    valid("as it is: " + specs(List.of(inputs)), () -> call.apply(List.of(inputs)));
    long size = inputs[slot].size(axis);
    LongStream.of(size + 1, size - 1, 0)
        .distinct()
        .filter(other -> other >= 0)
        .forEach(other -> {
          List<Tensor> changed = with(inputs, slot, ofSize(inputs[slot], axis, other));
          shape(
              "input " + slot + " with " + other + " on axis " + axis + ": " + specs(changed),
              () -> call.apply(changed),
              changed.get(slot).shape().toString());
        });
  }

  private static Tensor ofSize(Tensor x, int axis, long size) {
    long old = x.size(axis);
    return size <= old ? x.slice(axis, 0, size) : x.concat(axis, x.slice(axis, 0, size - old));
  }

  // ------------------------------------------------------------------ attributes

  /**
   * What a number may be.
   *
   * @param low the least, or what it must be above
   * @param lowAllowed whether low itself is allowed
   * @param high the most, or what it must be below
   * @param highAllowed whether high itself is allowed; no infinity ever is
   */
  record Range(double low, boolean lowAllowed, double high, boolean highAllowed) {
    /** Any finite number. */
    static final Range FINITE = new Range(-Double.MAX_VALUE, true, Double.MAX_VALUE, true);

    /** Finite and above 0. */
    static final Range POSITIVE = new Range(0, false, Double.MAX_VALUE, true);

    /** Finite and not below 0. */
    static final Range NOT_NEGATIVE = new Range(0, true, Double.MAX_VALUE, true);

    /** Both ends allowed. */
    static Range closed(double low, double high) {
      return new Range(low, true, high, true);
    }

    /** Neither end allowed. */
    static Range open(double low, double high) {
      return new Range(low, false, high, false);
    }

    /** The low end allowed. */
    static Range halfOpen(double low, double high) {
      return new Range(low, true, high, false);
    }

    private boolean contains(double x) {
      return (lowAllowed ? x >= low : x > low) && (highAllowed ? x <= high : x < high);
    }
  }

  /**
   * A method of a number with a range: NaN, the infinities and what lies just outside each end are
   * refused, naming the number as Java prints it; the ends, or what lies just inside, are taken.
   */
  void numbers(DoubleFunction<Tensor> method, Range range) {
    DoubleStream.of(
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            range.lowAllowed ? Math.nextDown(range.low) : range.low,
            range.highAllowed ? Math.nextUp(range.high) : range.high,
            range.low - 1,
            range.high + 1,
            -Double.MAX_VALUE,
            Double.MAX_VALUE)
        .filter(x -> !range.contains(x))
        .distinct()
        .forEach(x -> argument("number " + x, () -> method.apply(x), String.valueOf(x), "needs"));
    double low = range.lowAllowed ? range.low : Math.nextUp(range.low);
    double high = range.highAllowed ? range.high : Math.nextDown(range.high);
    valid("number " + low, () -> method.apply(low));
    valid("number " + high, () -> method.apply(high));
  }

  /**
   * A method of a whole number with a range: what lies just outside each end, -1 and the ends of
   * long are refused, naming the number; the ends are taken.
   *
   * @param most {@link Long#MAX_VALUE} if only memory limits it; then it is not tried
   */
  void counts(LongFunction<Tensor> method, long least, long most) {
    counts(method, LongStream.of(Long.MIN_VALUE, Long.MAX_VALUE), least, most);
  }

  /** The same for a method of an int; the most may be {@link Integer#MAX_VALUE}. */
  void wholes(IntFunction<Tensor> method, int least, int most) {
    long end = most == Integer.MAX_VALUE ? Long.MAX_VALUE : most;
    LongStream ends = LongStream.of(Integer.MIN_VALUE, Integer.MAX_VALUE);
    counts(count -> method.apply((int) count), ends, least, end);
  }

  private void counts(LongFunction<Tensor> method, LongStream ends, long least, long most) {
    LongStream near = LongStream.of(least - 1, least - 2, -1, -7);
    LongStream above = most == Long.MAX_VALUE ? LongStream.empty() : LongStream.of(most + 1);
    LongStream.concat(LongStream.concat(near, above), ends)
        .filter(count -> count < least || count > most)
        .distinct()
        .forEach(count ->
            add(
                "count " + count,
                () -> method.apply(count),
                ChainruleException.class,
                String.valueOf(count)));
    valid("count " + least, () -> method.apply(least));
    if (most != Long.MAX_VALUE) {
      valid("count " + most, () -> method.apply(most));
    }
  }

  // ------------------------------------------------------------------ inputs

  private static List<Tensor> with(Tensor[] inputs, int slot, Tensor other) {
    List<Tensor> changed = new ArrayList<>(List.of(inputs));
    changed.set(slot, other);
    return List.copyOf(changed);
  }

  private static String specs(List<Tensor> inputs) {
    return inputs.stream().map(Tensor::spec).toList().toString();
  }

  /** Nothing, in F32. */
  static Tensor empty(long... sizes) {
    return Tensor.full(DType.F32, Shape.of(sizes), 0);
  }
}
