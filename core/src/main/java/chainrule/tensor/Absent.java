// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Storage;
import chainrule.array.View;
import chainrule.spi.Operand;
import java.lang.ref.WeakReference;
import java.util.function.Supplier;

/**
 * In the place of memory that is not kept: made when it is asked for, and let go when nobody reads
 * it any more.
 */
final class Absent implements Storage.Device {

  private final Spec spec;
  private final Supplier<Operand> source;
  private volatile WeakReference<Operand> last = new WeakReference<>(null);

  Absent(Spec spec, Supplier<Operand> source) {
    this.spec = spec;
    this.source = source;
  }

  /**
   * In the place of a result in a graph: the same node, whose value no gradient reads. It keeps
   * none, and computes it again where it is asked for after all.
   */
  static Tensor husk(Tensor result, Call call) {
    WeakReference<Tensor> whole = new WeakReference<>(result);
    Supplier<Operand> source =
        () -> {
          Tensor there = whole.get();
          return there != null ? there.operand() : Engine.again(call);
        };
    return Tensor.made(new Absent(result.spec(), source).nothing(), call);
  }

  /** A leaf whose memory is made when it is read. */
  static Tensor leaf(Spec spec, Supplier<Operand> source) {
    Context quiet = Context.current().withTracer(Tracer.NONE);
    return quiet.call(() -> Tensor.leaf(new Absent(spec, source).nothing(), false));
  }

  /** An operand with its memory. */
  static Operand found(Operand operand) {
    return operand.storage() instanceof Absent absent ? absent.operand() : operand;
  }

  private Operand nothing() {
    return new Operand(this, View.of(spec.shape()));
  }

  /** The values, always the same. */
  Operand operand() {
    Operand known = last.get();
    if (known == null) {
      known = source.get();
      last = new WeakReference<>(known);
    }
    return known;
  }

  @Override
  public DType dtype() {
    return spec.dtype();
  }

  @Override
  public long length() {
    return spec.shape().count();
  }

  @Override
  public double get(long index) {
    return operand().storage().get(index);
  }

  @Override
  public void set(long index, double value) {
    throw new AssertionError("memory that is not kept cannot be written: " + spec);
  }
}
