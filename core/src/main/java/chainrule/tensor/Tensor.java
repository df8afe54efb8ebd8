// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.error.GraphException;
import chainrule.error.LimitException;
import chainrule.error.ShapeException;
import chainrule.error.StateException;
import chainrule.random.Rng;
import chainrule.spi.Operand;
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
    implements Elements,
        ArithmeticOps,
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
        ProductOps,
        FactorizationOps,
        IndexingOps,
        OrderingOps,
        WindowOps,
        ConvolutionOps,
        PoolingOps,
        ResizingOps,
        SelectionOps,
        ScatteringOps,
        RandomOps,
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
    Context.tracing().wrapped(value);
    Leaf leaf = new Leaf();
    leaf.markViewed(shared);
    return new Tensor(value, null, leaf);
  }

  /** A result that nothing watched, or a number that stands in a formula. */
  static Tensor plain(Operand value) {
    Context.tracing().wrapped(value);
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
    WholeNumbers.fits("constant", value, new Spec(dtype, Shape.SCALAR));
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
   * @throws LimitException if it is over the byte budget, or longer than an array
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

  /**
   * F32 numbers in row-major order; the array is copied.
   *
   * @throws LimitException if it is over the byte budget, or longer than an array
   */
  public static Tensor of(Shape shape, float[] values) {
    return leaf(Memory.copy(shape, new Storage.F32(values.clone())), false);
  }

  /**
   * F64 numbers in row-major order; the array is copied.
   *
   * @throws LimitException if it is over the byte budget, or longer than an array
   */
  public static Tensor of(Shape shape, double[] values) {
    return leaf(Memory.copy(shape, new Storage.F64(values.clone())), false);
  }

  /**
   * I32 numbers in row-major order; the array is copied.
   *
   * @throws LimitException if it is over the byte budget, or longer than an array
   */
  public static Tensor of(Shape shape, int[] values) {
    return leaf(Memory.copy(shape, new Storage.I32(values.clone())), false);
  }

  /**
   * I64 numbers in row-major order; the array is copied.
   *
   * @throws LimitException if it is over the byte budget, or longer than an array
   */
  public static Tensor of(Shape shape, long[] values) {
    return leaf(Memory.copy(shape, new Storage.I64(values.clone())), false);
  }

  /**
   * U8 numbers in row-major order, each byte taken as 0 to 255; the array is copied.
   *
   * @throws LimitException if it is over the byte budget, or longer than an array
   */
  public static Tensor of(Shape shape, byte[] values) {
    return leaf(Memory.copy(shape, new Storage.U8(values.clone())), false);
  }

  /**
   * Truth values in row-major order; the array is copied.
   *
   * @throws LimitException if it is over the byte budget, or longer than an array
   */
  public static Tensor of(Shape shape, boolean[] values) {
    return leaf(Memory.copy(shape, new Storage.Bool(values.clone())), false);
  }

  /**
   * Elements in row-major order, of whatever type; the memory is copied.
   *
   * @throws LimitException if it is over the byte budget, or longer than an array
   */
  public static Tensor of(Shape shape, Storage values) {
    return leaf(Kernels.copy(Memory.copy(shape, values), Context.current()), false);
  }

  /**
   * All elements 0, F32.
   *
   * @throws LimitException if it is over the byte budget, or longer than an array
   */
  public static Tensor zeros(long... sizes) {
    return Named.method("zeros", () -> full(DType.F32, Shape.of(sizes), 0));
  }

  /**
   * All elements 1, F32.
   *
   * @throws LimitException if it is over the byte budget, or longer than an array
   */
  public static Tensor ones(long... sizes) {
    return Named.method("ones", () -> full(DType.F32, Shape.of(sizes), 1));
  }

  /**
   * All elements one number, rounded to a type.
   *
   * @throws LimitException if it is over the byte budget, or longer than an array
   */
  public static Tensor full(DType dtype, Shape shape, double value) {
    WholeNumbers.fits("full", value, new Spec(dtype, shape));
    return leaf(Named.method("full", () -> Memory.full(dtype, shape, value)), false);
  }

  /**
   * The integers 0 to {@code count - 1}, in a type; F32 rounds those over 2^24. Shapes: [count].
   *
   * @throws ArgumentException if the count is negative or U8 or BOOL do not reach so far
   * @throws LimitException if it is over the byte budget, or longer than an array
   */
  public static Tensor range(DType dtype, long count) {
    return leaf(Memory.range(dtype, count), false);
  }

  /**
   * 1 on the main diagonal, 0 elsewhere, F32. Shapes: [n, n].
   *
   * @throws LimitException if it is over the byte budget, or longer than an array
   */
  public static Tensor eye(long n) {
    return eye(DType.F32, n, n);
  }

  /**
   * 1 on the main diagonal, 0 elsewhere, in a type. Shapes: [rows, columns].
   *
   * @throws LimitException if it is over the byte budget, or longer than an array
   */
  public static Tensor eye(DType dtype, long rows, long columns) {
    return leaf(Memory.eye(dtype, rows, columns), false);
  }

  /**
   * {@code count} numbers from first to last in even steps. Shapes: [count].
   *
   * @throws LimitException if it is over the byte budget, or longer than an array
   */
  public static Tensor evenly(DType dtype, double first, double last, int count) {
    return leaf(Memory.evenly(dtype, first, last, count), false);
  }

  /**
   * Random numbers, uniform in [0, 1): element i is draw i of the key.
   *
   * @throws DtypeException if the type is not F32 or F64
   * @throws LimitException if it is over the byte budget, or longer than an array
   */
  public static Tensor uniform(DType dtype, Shape shape, Rng rng) {
    return leaf(Memory.uniform(dtype, shape, rng), false);
  }

  /**
   * Random numbers, normal with mean 0 and deviation 1: element i is draw i of the key.
   *
   * @throws DtypeException if the type is not F32 or F64
   * @throws LimitException if it is over the byte budget, or longer than an array
   */
  public static Tensor normal(DType dtype, Shape shape, Rng rng) {
    return leaf(Memory.normal(dtype, shape, rng), false);
  }

  /**
   * The integers 0 to {@code count - 1} in the random order of {@link Rng#permutation}, I64.
   *
   * @throws ArgumentException if the count is negative
   * @throws LimitException if it is over the byte budget, or longer than an array
   */
  public static Tensor permutation(long count, Rng rng) {
    return leaf(Memory.permutation(count, rng), false);
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
    if (required) {
      Needs.gradient(spec());
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
      throw Leaf.withoutGrad(described(), leaf);
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
      Context.tracing().cleared(new LeafCell(this));
    }
  }

  void accumulate(Tensor contribution) {
    boolean added = hasGrad();
    leafFor("backward").accumulate(contribution);
    if (!Context.tracing().equals(Tracer.NONE)) {
      Context.tracing().left(new LeafCell(this), grad().operand(), added);
    }
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
    return leaf(operand(), true);
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
    Memory.assign(this, values);
  }

  /**
   * The memory of this leaf, row-major and seen by no other tensor, about to be rewritten; its
   * version is raised.
   */
  Operand writable(String writer) {
    Leaf state = leafFor(writer);
    Operand before = operand();
    operand = before;
    if (state.isViewed() || !operand.view().isContiguous()) {
      Context quiet = Context.current().withTracer(Tracer.NONE);
      operand = Kernels.copy(operand, quiet);
      state.markViewed(false);
    }
    state.written(writer);
    if (!Context.tracing().equals(Tracer.NONE)) {
      Context.tracing().rewrites(new LeafCell(this), before, operand, writer);
    }
    return operand;
  }

  /** Tells a tracer whose memory this is, if a leaf's. */
  void tell() {
    if (leaf != null) {
      Context.tracing().reads(new LeafCell(this));
    }
  }

  /** What can change about this leaf; an error if it is none. */
  Leaf leafFor(String action) {
    if (leaf == null) {
      throw Leaf.missing(action, described());
    }
    return leaf;
  }

  Operand operand() {
    return Absent.found(operand);
  }

  /** What hooks on the gradient hang on; nothing if nobody could have hooked one on. */
  Hook.@Nullable Holder hooks() {
    return call != null ? call : leaf;
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
