// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.error.GraphException;
import chainrule.error.ModifiedException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** An operation applied to inputs: a node of the recorded graph. */
public final class Call extends Hook.Holder {

  private static final AtomicLong CREATED = new AtomicLong();

  private final Op op;
  private final Scope scope;
  private final long sequence = CREATED.getAndIncrement();
  private final @Nullable StackTraceElement line;
  private final @Nullable Part part;
  private volatile @Nullable Saved saved;
  private volatile @Nullable Tensor husk;

  private record Saved(List<Tensor> inputs, int[] versions) {}

  Call(Op op, List<Tensor> inputs, Context context) {
    this.op = op;
    this.scope = context.scope();
    this.line = context.watch().anomaly() == Anomaly.NONE ? null : SourceLine.of(context.watch());
    this.part = context.watch().part();
    this.saved = new Saved(inputs, versions(inputs));
  }

  private static int[] versions(List<Tensor> inputs) {
    int[] versions = new int[inputs.size()];
    for (int slot = 0; slot < versions.length; slot++) {
      versions[slot] = inputs.get(slot).version();
    }
    return versions;
  }

  /** The operation. */
  public Op op() {
    return op;
  }

  /** The layer it was made in. */
  public Scope scope() {
    return scope;
  }

  /** A number that grows with every call made in the JVM. */
  public long sequence() {
    return sequence;
  }

  /** The line that asked for it, if it was made in anomaly mode. */
  public Optional<StackTraceElement> line() {
    return Optional.ofNullable(line);
  }

  /** The innermost run of a checkpoint's function that it was made in, if it was. */
  @Nullable Part part() {
    return part;
  }

  /**
   * The inputs.
   *
   * @throws GraphException if a backward pass has released them
   */
  public List<Tensor> inputs() {
    return held().inputs();
  }

  /** The result of this call without its value; itself if that cannot be computed again. */
  Tensor husk(Tensor result) {
    if (op instanceof Gate) {
      return result;
    }
    Tensor known = husk;
    if (known == null) {
      known = Absent.husk(result, this);
      husk = known;
    }
    return known;
  }

  /** Whether a backward pass has released the inputs. */
  public boolean isReleased() {
    return saved == null;
  }

  Tensor input(int slot) {
    return held().inputs().get(slot);
  }

  /**
   * Lets go of the inputs. Of several passes through one graph that is not kept one alone does so.
   *
   * @throws GraphException if another pass was first
   */
  synchronized void release() {
    held();
    saved = null;
  }

  /** An input, if it still has the value it had when this call was made. */
  Tensor saved(int slot) {
    Saved held = held();
    Tensor input = held.inputs.get(slot);
    if (input.version() != held.versions[slot]) {
      throw new ModifiedException(
          op.name()
              + ": input "
              + slot
              + ", "
              + input.spec()
              + ", was rewritten by "
              + input.lastWriter()
              + " after the forward pass (version "
              + input.version()
              + ", saved at "
              + held.versions[slot]
              + ")",
          "call backward() before the leaf is rewritten, or compute the output again");
    }
    return input;
  }

  private Saved held() {
    Saved held = saved;
    if (held == null) {
      throw new GraphException(
          "backward: the graph behind " + op.name() + " was released by an earlier backward pass",
          "compute the output again, or keep the graph with retainGraph() in the first pass");
    }
    return held;
  }
}
