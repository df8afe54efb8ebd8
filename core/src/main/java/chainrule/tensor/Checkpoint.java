// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.error.GraphException;
import chainrule.spi.Operand;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;

/**
 * A part of a graph that was dropped and is computed again when a backward pass comes to it: memory
 * for time. What was computed holds the inputs of the part, and the watched tensors that its
 * function takes from elsewhere, but nothing between.
 *
 * <p>The values and the gradients have the bits they would have had, and there are gradients of any
 * order. {@code chainrule.autograd.Autograd.checkpoint} makes one.
 */
public final class Checkpoint implements Gate {

  private final Function<List<Tensor>, Tensor> function;
  private final int given;
  private final Context context;

  private Checkpoint(Function<List<Tensor>, Tensor> function, int given, Context context) {
    this.function = function;
    this.given = given;
    this.context = context;
  }

  /**
   * The function's result, its intermediates forgotten. Where nothing is recorded, or everything
   * is, as in the capture of a graph, it is simply computed.
   */
  public static Tensor of(Function<List<Tensor>, Tensor> function, List<Tensor> inputs) {
    Context context = Context.current();
    List<Tensor> own = List.copyOf(inputs);
    Context first = context.withKeys(context.keys().again());
    boolean drops =
        context.recording() == Context.Recording.ON
            || context.recording() == Context.Recording.UNSET;
    if (!drops) {
      return Needs.given("checkpoint", function.apply(own));
    }
    Part part = new Part();
    Tensor result =
        context
            .withWatch(context.watch().inside(part))
            .call(() -> Needs.given("checkpoint", function.apply(own)));
    if (!part.made(result)) {
      return result;
    }
    List<Tensor> all = new ArrayList<>(own);
    IdentityHashMap<Object, Boolean> known = new IdentityHashMap<>();
    own.forEach(input -> known.put(Walk.node(input), true));
    for (Tensor inside : inside(result, part)) {
      for (Tensor input : inside.call().orElseThrow().inputs()) {
        if (input.isWatched() && !part.made(input) && known.put(Walk.node(input), true) == null) {
          all.add(input);
        }
      }
    }
    Call call = new Call(new Checkpoint(function, own.size(), first), List.copyOf(all), context);
    return Tensor.made(result.operand(), call);
  }

  /** What a recomputation gave, to be walked as a part of the whole. */
  record Again(Tensor output, List<Tensor> inside) {}

  /**
   * The part computed again, in the context of the first time.
   *
   * @throws chainrule.error.ModifiedException if a leaf was rewritten since
   * @throws GraphException if the function did something else this time, or with other data
   */
  Again again(Call call, Tensor first) {
    List<Tensor> inputs = new ArrayList<>();
    for (int slot = 0; slot < call.inputs().size(); slot++) {
      inputs.add(call.saved(slot));
    }
    Part part = new Part();
    Watch watch = context.watch().with(Context.watching().anomaly()).inside(part);
    Tensor output =
        context
            .withKeys(context.keys().again())
            .withWatch(watch)
            .call(() ->
                Needs.given("checkpoint", function.apply(List.copyOf(inputs.subList(0, given)))));
    if (!output.spec().equals(first.spec()) || !part.made(output)) {
      throw changed("gave " + first.spec() + " first, and then " + output.spec());
    }
    IdentityHashMap<Object, Boolean> known = new IdentityHashMap<>();
    inputs.forEach(input -> known.put(Walk.node(input), true));
    List<Tensor> inside = inside(output, part);
    for (Tensor each : inside) {
      for (Tensor input : each.call().orElseThrow().inputs()) {
        if (input.isWatched() && !part.made(input) && !known.containsKey(Walk.node(input))) {
          throw changed("used " + input.spec() + " only when it was computed again");
        }
      }
    }
    if (!holdsEqual(output.operand(), first.operand())) {
      throw changed("gave other values when it was computed again");
    }
    return new Again(output, inside);
  }

  private static GraphException changed(String how) {
    return new GraphException(
        "checkpoint: its function " + how,
        "the function must do the same each time: take random keys and data from outside, and"
            + " rewrite no leaf between the passes, and compute on the thread that runs it");
  }

  /** Whether two operands of one shape and type hold the same numbers, NaN among them. */
  private static boolean holdsEqual(Operand one, Operand other) {
    for (long i = 0; i < one.shape().count(); i++) {
      double x = one.storage().get(one.view().position(i));
      double y = other.storage().get(other.view().position(i));
      if (x != y && !(Double.isNaN(x) && Double.isNaN(y))) {
        return false;
      }
    }
    return true;
  }

  /** The results of calls made in a run, the latest first. */
  private static List<Tensor> inside(Tensor output, Part part) {
    IdentityHashMap<Object, Boolean> seen = new IdentityHashMap<>();
    List<Tensor> found = new ArrayList<>();
    Deque<Tensor> open = new ArrayDeque<>();
    open.push(output);
    seen.put(Walk.node(output), true);
    while (!open.isEmpty()) {
      Tensor tensor = open.pop();
      found.add(tensor);
      for (Tensor input : tensor.call().orElseThrow().inputs()) {
        if (part.made(input) && seen.put(Walk.node(input), true) == null) {
          open.push(input);
        }
      }
    }
    found.sort(Walk.LATEST_FIRST);
    return found;
  }

  @Override
  public Tensor define(List<Tensor> inputs) {
    return function.apply(inputs.subList(0, given));
  }

  @Override
  public Meaning meaning() {
    return Meaning.of(
        "checkpoint",
        "checkpoint",
        Role.MIXER,
        "A checkpoint gate computes its inside again, then passes the upstream gradient through"
            + " it.",
        "检查点门先重新计算其内部各门，再让回传梯度逐个通过它们。");
  }
}
