// SPDX-License-Identifier: Apache-2.0
package chainrule.plan;

import chainrule.error.GraphException;
import chainrule.error.LimitException;
import chainrule.spi.Backend;
import chainrule.spi.Workers;
import chainrule.tensor.Context;
import chainrule.tensor.Spec;
import chainrule.tensor.Tensor;
import chainrule.tensor.Tracer;
import chainrule.tensor.Watch;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A function of tensors that runs as a plan: traced at its first two calls with tensors of certain
 * types and sizes, then run again without its operations, with the same bits.
 *
 * <p>It may depend on its arguments and on leaves alone, and may rewrite leaves, take gradients and
 * step optimizers. Where the two traces differ, or where it reads numbers out of tensors, it goes
 * on as it is; {@link #refusal} says why. Results have no graph behind them.
 *
 * <pre>{@code
 * var step = Compiled.of(batch -> {
 *   sgd.zeroGrad();
 *   var loss = losses.of(model.apply(batch.get(0)), batch.get(1));
 *   loss.backward();
 *   sgd.step();
 *   return List.of(loss);
 * });
 * step.apply(x, y);
 * }</pre>
 */
public final class Compiled {

  private static final int MOST = 8;

  private final Function<List<Tensor>, List<Tensor>> function;
  private final Map<Key, Entry> entries = new LinkedHashMap<>(MOST, 1, true);

  /** What decides on a plan. */
  private record Key(
      List<Spec> specs,
      boolean training,
      Context.Recording recording,
      Backend backend,
      Workers workers) {}

  /** What is known of a function for some sizes. */
  private static final class Entry {
    @Nullable Recording first;
    @Nullable Workspace workspace;
    @Nullable String refusal;
  }

  private Compiled(Function<List<Tensor>, List<Tensor>> function) {
    this.function = function;
  }

  /** A function to be compiled. */
  public static Compiled of(Function<List<Tensor>, List<Tensor>> function) {
    return new Compiled(function);
  }

  /** The results for arguments; fresh tensors. */
  public synchronized List<Tensor> apply(Tensor... arguments) {
    List<Tensor> given = List.of(arguments);
    Context context = Context.current();
    if (!context.watch().equals(Watch.NONE)) {
      return computed(given);
    }
    Entry entry = entry(given, context);
    if (entry.workspace != null) {
      Workspace workspace = entry.workspace;
      for (int argument = 0; argument < arguments.length; argument++) {
        workspace.lend(argument, Tracer.memory(given.get(argument)));
      }
      try {
        workspace.run();
      } catch (Tracer.Departure departure) {
        return computed(given);
      }
      workspace.leaveGradients();
      return results(workspace);
    }
    return entry.refusal != null ? computed(given) : traced(entry, given, context);
  }

  private static List<Tensor> results(Workspace workspace) {
    return IntStream.range(0, workspace.results())
        .mapToObj(workspace::result)
        .map(result -> Tensor.of(result.shape(), Workspace.copy(result).storage()))
        .toList();
  }

  /**
   * Lets a compiled function look at a number in every run; what this throws ends the run, before
   * anything that the function does later.
   */
  public static void look(Tensor number, DoubleConsumer look) {
    Tracer.look(number, value -> look.accept(value.storage().get(value.view().offset())));
  }

  /** The memory to run in for arguments of some sizes, once there is a plan. */
  public synchronized Optional<Workspace> workspace(Tensor... arguments) {
    return Optional.ofNullable(entry(Arrays.asList(arguments), Context.current()).workspace);
  }

  /** The plan for arguments of some sizes, once there is one. */
  public Optional<Plan> plan(Tensor... arguments) {
    return workspace(arguments).map(Workspace::plan);
  }

  /** Why there is no plan for arguments of some sizes and never will be. */
  public synchronized Optional<String> refusal(Tensor... arguments) {
    return Optional.ofNullable(entry(Arrays.asList(arguments), Context.current()).refusal);
  }

  private Entry entry(List<Tensor> given, Context context) {
    List<Spec> specs = given.stream().map(Tensor::spec).toList();
    Key key =
        new Key(
            specs, context.training(), context.recording(), context.backend(), context.workers());
    Entry entry = entries.computeIfAbsent(key, _ -> new Entry());
    if (entries.size() > MOST) {
      entries.remove(entries.keySet().iterator().next());
    }
    return entry;
  }

  /** Runs the function as it is and notes what it does. */
  private List<Tensor> traced(Entry entry, List<Tensor> given, Context context) {
    Trace trace = new Trace(given);
    List<Tensor> results = context.withTracer(trace).call(() -> computed(trace.own()));
    for (Tensor result : results) {
      if (result.call().filter(call -> !call.isReleased()).isPresent()) {
        trace.refuse("a result is watched; take its gradients inside of the function");
      }
    }
    Optional<Recording> recording = trace.recording(results.stream().map(Tracer::memory).toList());
    if (recording.isEmpty()) {
      entry.refusal = trace.refusal().orElseThrow();
    } else if (entry.first == null) {
      entry.first = recording.get();
    } else {
      Optional<String> difference = entry.first.difference(recording.get());
      entry.refusal = difference.orElse(null);
      if (difference.isEmpty()) {
        plan(entry, Plan.of(entry.first, context), context);
      }
      entry.first = null;
    }
    return results;
  }

  /** The function's results. */
  private List<Tensor> computed(List<Tensor> arguments) {
    List<Tensor> results = function.apply(arguments);
    if (results == null || results.stream().anyMatch(Objects::isNull)) {
      throw new GraphException(
          "compiled: the function gave " + (results == null ? "null" : "null among its results"),
          "return a list of the tensors that it computes; an empty one if there are none");
    }
    return results;
  }

  private static void plan(Entry entry, Plan plan, Context context) {
    if (plan.departsTooLate()) {
      entry.refusal = "rewrites a leaf, and what it does depends on numbers that it computes";
    } else {
      try {
        entry.workspace = plan.workspace(context.backend(), context.workers());
      } catch (LimitException over) {
        entry.refusal = over.getMessage();
      }
    }
  }
}
