// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.tensor.Context;
import chainrule.tensor.LayerObserver;
import chainrule.tensor.Tensor;
import chainrule.tensor.Watch;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Looks at every layer that is applied while something runs: its input, its output, and their
 * gradients. Layers are immutable, so hooks are no part of them; they hold during a call, on its
 * thread, and are gone after it.
 *
 * <pre>{@code
 * Hooks.after((layer, path, input, output) -> IO.println(path + " " + output.norm()))
 *     .and(Hooks.outputGradient((layer, path, gradient) -> IO.println(path + " " + gradient)))
 *     .during(() -> network.apply(x).crossEntropy(y).backward());
 * }</pre>
 *
 * <p>Hooks run in the order they were joined, those of an outer {@code during} first. They observe
 * and change no bit; inside a hook layers are applied without hooks. What a hook throws reaches the
 * caller. To change a gradient, call {@code output.replaceGradient} in a hook; to change a value,
 * write a layer.
 *
 * <p>The path is that of the layer in the outermost one that is applied, as in {@code hidden.0},
 * and empty for that one. A layer whose pass is computed again by a checkpoint is seen again.
 */
public final class Hooks {

  private final List<Function<HookSession, LayerObserver>> observers;

  private Hooks(List<Function<HookSession, LayerObserver>> observers) {
    this.observers = observers;
  }

  /** What is told of a layer before it computes. */
  @FunctionalInterface
  public interface Before {
    /** A layer is about to compute. */
    void before(Layer layer, String path, Tensor input);
  }

  /** What is told of a layer after it computed. */
  @FunctionalInterface
  public interface After {
    /** A layer has computed. */
    void after(Layer layer, String path, Tensor input, Tensor output);
  }

  /** What is told of the gradient at one side of a layer. */
  @FunctionalInterface
  public interface OnGradient {
    /** All of a gradient has arrived. */
    void gradient(Layer layer, String path, Tensor gradient);
  }

  /** Called before a layer computes. */
  public static Hooks before(Before hook) {
    return new Hooks(List.of(_ -> HookSession.before(hook)));
  }

  /** Called after a layer computed. */
  public static Hooks after(After hook) {
    return new Hooks(List.of(_ -> HookSession.after(hook)));
  }

  /**
   * Called in a backward pass inside of {@code during}, when all of the gradient of a layer's
   * output has arrived.
   */
  public static Hooks outputGradient(OnGradient hook) {
    return new Hooks(List.of(session -> session.onOutput(hook)));
  }

  /**
   * Called in a backward pass inside of {@code during}, when all of the gradient of a layer's input
   * has arrived: from the layer, and from whatever else used the same tensor. Never for data, which
   * has no gradient.
   */
  public static Hooks inputGradient(OnGradient hook) {
    return new Hooks(List.of(session -> session.onInput(hook)));
  }

  /** These, then others. */
  public Hooks and(Hooks others) {
    return new Hooks(Stream.concat(observers.stream(), others.observers.stream()).toList());
  }

  /** Computes something with these hooks on. */
  public <T> T during(Supplier<T> body) {
    HookSession session = new HookSession();
    Context context = Context.current();
    Watch watch = context.watch();
    for (Function<HookSession, LayerObserver> each : observers) {
      watch = watch.with(each.apply(session));
    }
    try {
      return context.withWatch(watch).call(body);
    } finally {
      session.end();
    }
  }

  /** Runs something with these hooks on. */
  public void during(Runnable body) {
    during(() -> {
      body.run();
      return this;
    });
  }
}
