// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.error.DtypeException;
import chainrule.error.GraphException;
import chainrule.error.IndexException;
import chainrule.error.ShapeException;
import chainrule.error.StateException;
import chainrule.random.Rng;
import chainrule.spi.Operand;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An n-dimensional array of numbers, with the {@link Call} that made it if anything watched it.
 *
 * <p>A <em>leaf</em> is made by a factory, not by an operation. Only leaves can be rewritten, by
 * {@link #assign}, an {@link Update} or an optimizer; all other tensors never change. Two tensors
 * are equal only if they are the same object.
 *
 * <pre>{@code
 * var x = Tensor.scalar(3).requiresGrad();
 * x.times(x).backward();
 * x.grad().item(); // 6
 * }</pre>
 */
public final class Tensor
    implements ArithmeticOps,
        PowerOps,
        ExponentialOps,
        LogarithmicOps,
        TrigonometricOps,
        ComparisonOps,
        RoundingOps,
        ActivationOps,
        ReductionOps,
        NormOps,
        TallyOps,
        ScanOps,
        MovementOps,
        SectionOps,
        JoiningOps,
        FillingOps,
        ContractionOps,
        IndexingOps,
        OrderingOps,
        WindowOps,
        ConvolutionOps,
        PoolingOps,
        ResizingOps,
        CompositeOps,
        LossOps,
        HookOps {

  private volatile Operand operand;
  private final @Nullable Call call;
  private final @Nullable Leaf leaf;

  private Tensor(Operand value, @Nullable Call call, @Nullable Leaf leaf) {
    this.operand = value;
    this.call = call;
    this.leaf = leaf;
  }

  /** A leaf. */
  static Tensor leaf(Operand value, boolean shared) {
    Reading.note();
    Leaf leaf = new Leaf();
    leaf.markViewed(shared);
    return new Tensor(value, null, leaf);
  }

  /** A result that nothing watched, or a number that stands in a formula. */
  static Tensor plain(Operand value) {
    return new Tensor(value, null, null);
  }

  /** A result that is watched. */
  static Tensor made(Operand value, Call call) {
    return new Tensor(value, call, null);
  }

  // ------------------------------------------------------------------ factories

  /** A single number, F32. */
  public static Tensor scalar(double value) {
    return scalar(DType.F32, value);
  }

  /** A single number, rounded to a type. */
  public static Tensor scalar(DType dtype, double value) {
    return full(dtype, Shape.SCALAR, value);
  }

  /**
   * A number that stands in a formula, rounded to a type: no leaf, so it never changes, and a graph
   * shows it as part of the gate that uses it.
   */
  public static Tensor constant(DType dtype, double value) {
    return plain(Memory.full(dtype, Shape.SCALAR, value));
  }

  /** A row of numbers, F32. Shapes: [n]. */
  public static Tensor of(double... values) {
    return of(DType.F32, values);
  }

  /** A row of numbers, rounded to a type. Shapes: [n]. */
  public static Tensor of(DType dtype, double... values) {
    return of(dtype, Shape.of(values.length), values);
  }

  /**
   * Numbers in row-major order, rounded to a type.
   *
   * @throws ShapeException if the count is not that of the shape
   */
  public static Tensor of(DType dtype, Shape shape, double... values) {
    return leaf(Memory.of(dtype, shape, values), false);
  }

  /** Rows of equal length, F32. Shapes: [rows, columns]. */
  public static Tensor of(double[][] rows) {
    return of(DType.F32, rows);
  }

  /**
   * Rows of equal length, rounded to a type. Shapes: [rows, columns].
   *
   * @throws ShapeException if the rows differ in length
   */
  public static Tensor of(DType dtype, double[][] rows) {
    return leaf(Memory.of(dtype, rows), false);
  }

  /** F32 numbers in row-major order; the array is copied. */
  public static Tensor of(Shape shape, float[] values) {
    return leaf(Memory.copy(shape, new Storage.F32(values.clone())), false);
  }

  /** F64 numbers in row-major order; the array is copied. */
  public static Tensor of(Shape shape, double[] values) {
    return leaf(Memory.copy(shape, new Storage.F64(values.clone())), false);
  }

  /** I32 numbers in row-major order; the array is copied. */
  public static Tensor of(Shape shape, int[] values) {
    return leaf(Memory.copy(shape, new Storage.I32(values.clone())), false);
  }

  /** I64 numbers in row-major order; the array is copied. */
  public static Tensor of(Shape shape, long[] values) {
    return leaf(Memory.copy(shape, new Storage.I64(values.clone())), false);
  }

  /** U8 numbers in row-major order, each byte taken as 0 to 255; the array is copied. */
  public static Tensor of(Shape shape, byte[] values) {
    return leaf(Memory.copy(shape, new Storage.U8(values.clone())), false);
  }

  /** Truth values in row-major order; the array is copied. */
  public static Tensor of(Shape shape, boolean[] values) {
    return leaf(Memory.copy(shape, new Storage.Bool(values.clone())), false);
  }

  /** Elements in row-major order, of whatever type; the memory is copied. */
  public static Tensor of(Shape shape, Storage values) {
    return leaf(Kernels.copy(Memory.copy(shape, values), Context.current()), false);
  }

  /** All elements 0, F32. */
  public static Tensor zeros(long... sizes) {
    return full(DType.F32, Shape.of(sizes), 0);
  }

  /** All elements 1, F32. */
  public static Tensor ones(long... sizes) {
    return full(DType.F32, Shape.of(sizes), 1);
  }

  /** All elements one number, rounded to a type. */
  public static Tensor full(DType dtype, Shape shape, double value) {
    return leaf(Memory.full(dtype, shape, value), false);
  }

  /** The integers 0 to {@code count - 1}, in a type. Shapes: [count]. */
  public static Tensor range(DType dtype, long count) {
    return leaf(Memory.range(dtype, count), false);
  }

  /** {@code count} numbers from first to last in even steps. Shapes: [count]. */
  public static Tensor evenly(DType dtype, double first, double last, int count) {
    return leaf(Memory.evenly(dtype, first, last, count), false);
  }

  /**
   * Random numbers, uniform in [0, 1): element i is draw i of the key.
   *
   * @throws DtypeException if the type is not F32 or F64
   */
  public static Tensor uniform(DType dtype, Shape shape, Rng rng) {
    return leaf(Memory.uniform(dtype, shape, rng), false);
  }

  /**
   * Random numbers, normal with mean 0 and deviation 1: element i is draw i of the key.
   *
   * @throws DtypeException if the type is not F32 or F64
   */
  public static Tensor normal(DType dtype, Shape shape, Rng rng) {
    return leaf(Memory.normal(dtype, shape, rng), false);
  }

  // ------------------------------------------------------------------ what it is

  /** The sizes. */
  public Shape shape() {
    return operand.shape();
  }

  /** The element type. */
  public DType dtype() {
    return operand.dtype();
  }

  /** The size along an axis; -1 is the last. */
  public long size(int axis) {
    return operand.shape().size(axis);
  }

  /** The number of axes. */
  public int rank() {
    return operand.shape().rank();
  }

  /** The number of elements. */
  public long count() {
    return operand.shape().count();
  }

  /** Type and sizes. */
  public Spec spec() {
    return new Spec(dtype(), shape());
  }

  /** Whether a factory made it, so that it can be rewritten and can collect a gradient. */
  public boolean isLeaf() {
    return leaf != null;
  }

  /** Whether a gradient can reach it: a leaf that requires one, or a recorded result. */
  public boolean isWatched() {
    return call != null || (leaf != null && leaf.requiresGrad());
  }

  /** The operation that made it, if it was recorded. */
  public Optional<Call> call() {
    return Optional.ofNullable(call);
  }

  /** How often a leaf was rewritten; 0 for all others. */
  public int version() {
    return leaf == null ? 0 : leaf.version();
  }

  String lastWriter() {
    return leaf == null ? "nobody" : leaf.lastWriter();
  }

  // ------------------------------------------------------------------ values out

  /**
   * The only element, as a double.
   *
   * @throws ShapeException if there is not exactly one
   */
  public double item() {
    if (count() != 1) {
      throw new ShapeException(
          "item: shape " + shape() + " has " + count() + " elements; needs exactly 1",
          "reduce it first, as in .sum() or .mean(), or read all with toDoubles()");
    }
    Operand value = read();
    return value.storage().get(value.view().offset());
  }

  /**
   * One element, as a double; BOOL as 0 or 1.
   *
   * @throws IndexException if an index is out of bounds or there is not one for each axis
   */
  public double get(long... index) {
    Operand value = read();
    return value.storage().get(Memory.position(value.view(), index));
  }

  /** All elements as floats in row-major order; a fresh array. */
  public float[] toFloats() {
    return Memory.toFloats(read());
  }

  /** All elements as doubles in row-major order; a fresh array. */
  public double[] toDoubles() {
    return Memory.toDoubles(read());
  }

  /** All elements as longs in row-major order, fractions dropped; a fresh array. */
  public long[] toLongs() {
    return Memory.toLongs(read());
  }

  /** All elements in row-major order; fresh memory. */
  public Storage toStorage() {
    return Kernels.copy(read(), Context.current()).storage();
  }

  // ------------------------------------------------------------------ gradients

  /**
   * Marks this leaf to collect a gradient, and returns it.
   *
   * @throws GraphException if it is no leaf
   * @throws DtypeException if the type is not F32 or F64
   */
  public Tensor requiresGrad() {
    return requiresGrad(true);
  }

  /** Marks this leaf to collect a gradient, or no longer to, and returns it. */
  public Tensor requiresGrad(boolean required) {
    Leaf state = leafFor("requiresGrad");
    if (required && !dtype().isFloating()) {
      throw new DtypeException(
          "requiresGrad: " + spec() + " has no gradient; needs F32 or F64",
          "convert it first with .to(DType.F32).detach()");
    }
    state.requireGrad(required);
    return this;
  }

  /** Whether this is a leaf that collects a gradient. */
  public boolean isGradRequired() {
    return leaf != null && leaf.requiresGrad();
  }

  /**
   * The gradient that backward passes have left in this leaf; its shape is that of the leaf.
   *
   * @throws StateException if there is none; {@link #hasGrad()} asks
   */
  public Tensor grad() {
    Tensor grad = leaf == null ? null : leaf.grad();
    if (grad == null) {
      throw new StateException(
          "grad: " + described() + " has no gradient",
          leaf == null
              ? "ask for it with Autograd.grad(output, tensor)"
              : leaf.requiresGrad()
                  ? "call backward() on a result that depends on it"
                  : "call requiresGrad() on it before computing, then backward() on the result");
    }
    return grad;
  }

  /** Whether a backward pass has left a gradient here. */
  public boolean hasGrad() {
    return leaf != null && leaf.grad() != null;
  }

  /** Forgets the gradient. */
  public void clearGrad() {
    if (leaf != null) {
      leaf.clearGrad();
    }
  }

  void accumulate(Tensor contribution) {
    leafFor("backward").accumulate(contribution);
  }

  /**
   * Adds the gradient of this number to every leaf that it depends on and that requires one.
   *
   * @throws ShapeException if this is not a single number
   * @throws GraphException if no gradient can exist, or the graph was released
   */
  public void backward() {
    Backward.from(this).intoLeaves();
  }

  /** Adds the gradient of the sum of this times {@code upstream} to every leaf. */
  public void backward(Tensor upstream) {
    Backward.from(this).upstream(upstream).intoLeaves();
  }

  /** The same values without a graph behind them, as a leaf. */
  public Tensor detach() {
    shareMemory();
    return leaf(operand, true);
  }

  // ------------------------------------------------------------------ rewriting

  /**
   * Rewrites this leaf with the values of another tensor and raises its version.
   *
   * @throws GraphException if it is no leaf
   * @throws ShapeException if the shapes differ
   * @throws DtypeException if the types differ
   */
  public void assign(Tensor values) {
    leafFor("assign");
    if (!values.shape().equals(shape())) {
      throw new ShapeException("assign: " + values.spec() + " into " + spec() + "; sizes differ");
    }
    if (values.dtype() != dtype()) {
      throw new DtypeException(
          "assign: " + values.spec() + " into " + spec() + "; types differ",
          "convert the values with .to(DType." + dtype() + ")");
    }
    Operand fresh = Kernels.copy(values.operand, Context.current());
    Operand target = writable("assign");
    System.arraycopy(fresh.array(), 0, target.array(), (int) target.view().offset(), (int) count());
  }

  /**
   * The memory of this leaf, row-major and seen by no other tensor, about to be rewritten; its
   * version is raised.
   */
  Operand writable(String writer) {
    Leaf state = leafFor(writer);
    if (state.isViewed() || !operand.view().isContiguous()) {
      operand = Kernels.copy(operand, Context.current());
      state.markViewed(false);
    }
    state.written(writer);
    return operand;
  }

  /** What can change about this leaf; an error if it is none. */
  Leaf leafFor(String action) {
    if (leaf == null) {
      throw new GraphException(
          action + ": " + described() + " is not a leaf; only leaves collect gradients or change",
          "make it from a factory such as Tensor.of, or take .detach() of it");
    }
    return leaf;
  }

  Operand operand() {
    return operand;
  }

  private Operand read() {
    Reading.note();
    return operand;
  }

  /** Who wants to see the gradient. */
  List<GradientHook> gradientHooks() {
    return call != null ? call.hooks() : leaf != null ? leaf.hooks() : List.of();
  }

  /** Where they are kept; an error if no gradient can come. */
  Hook.Holder hookHolder(String action) {
    if (call != null) {
      return call;
    }
    if (leaf == null || !leaf.requiresGrad()) {
      throw new GraphException(
          action + ": no gradient comes to " + described() + "; " + Walk.reason(this),
          leaf == null
              ? "hook a tensor that was computed from a leaf with requiresGrad()"
              : "call requiresGrad() on it first");
    }
    return leaf;
  }

  /** Notes that another tensor sees this memory. */
  void shareMemory() {
    if (leaf != null) {
      leaf.markViewed(true);
    }
  }

  String described() {
    return spec() + (call == null ? "" : " made by " + call.op().name());
  }

  /** The values, at most six an edge, then type and sizes, then how it is watched. */
  @Override
  public String toString() {
    return TensorText.of(this);
  }
}
