// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.spi.Backend;
import chainrule.spi.Backends;
import chainrule.spi.Workers;
import java.util.function.Supplier;

/**
 * What operations on this thread look at besides their inputs. Bound for the length of a call;
 * other threads start with the defaults.
 *
 * @param recording whether operations on watched tensors leave a graph
 * @param training whether layers behave as in training rather than inference
 * @param backend what runs the work
 * @param workers the team it is split over
 * @param scope the layer being applied
 * @param watch who looks on: anomaly mode, hooks on layers
 * @param tracer who is told of all work that is done
 * @param keys what layers draw by
 */
public record Context(
    Recording recording,
    boolean training,
    Backend backend,
    Workers workers,
    Scope scope,
    Watch watch,
    Tracer tracer,
    PassKeys keys) {

  private static final ScopedValue<Context> CURRENT = ScopedValue.newInstance();

  /** Whether a graph is recorded. */
  public enum Recording {
    /** Nothing was said: recorded, but not by a loaded model. */
    UNSET,
    /** Recorded. */
    ON,
    /** Not recorded. */
    OFF,
    /** Recorded whether watched or not: every operation, for a look at all of them. */
    ALL
  }

  private static final class Defaults {
    static final Context CONTEXT =
        new Context(
            Recording.UNSET,
            false,
            Backends.best(),
            Workers.all(),
            Scope.NONE,
            Watch.NONE,
            Tracer.NONE,
            PassKeys.NONE);

    private Defaults() {}
  }

  /** The context of this thread now. */
  public static Context current() {
    return CURRENT.isBound() ? CURRENT.get() : Defaults.CONTEXT;
  }

  /** Who looks on now. */
  static Watch watching() {
    return CURRENT.isBound() ? CURRENT.get().watch : Watch.NONE;
  }

  /** Who is told of the work done on this thread now. */
  static Tracer tracing() {
    return CURRENT.isBound() ? CURRENT.get().tracer : Tracer.NONE;
  }

  /** The same with recording on or off. */
  public Context withRecording(boolean on) {
    return new Context(
        on ? Recording.ON : Recording.OFF, training, backend, workers, scope, watch, tracer, keys);
  }

  /** The same with every operation recorded, watched or not. */
  public Context withAllRecorded() {
    return new Context(Recording.ALL, training, backend, workers, scope, watch, tracer, keys);
  }

  /** The same in training, with recording on, or in inference. */
  public Context withTraining(boolean on) {
    return new Context(
        on ? Recording.ON : recording, on, backend, workers, scope, watch, tracer, keys);
  }

  /** The same with another backend. */
  public Context withBackend(Backend other) {
    return new Context(recording, training, other, workers, scope, watch, tracer, keys);
  }

  /** The same with another team of threads. */
  public Context withWorkers(Workers team) {
    return new Context(recording, training, backend, team, scope, watch, tracer, keys);
  }

  /** The same inside a layer. */
  public Context withScope(Scope inner) {
    return new Context(recording, training, backend, workers, inner, watch, tracer, keys);
  }

  /** The same with others looking on. */
  public Context withWatch(Watch other) {
    return new Context(recording, training, backend, workers, scope, other, tracer, keys);
  }

  /** The same while a function is traced, or no longer. */
  public Context withTracer(Tracer other) {
    return new Context(recording, training, backend, workers, scope, watch, other, keys);
  }

  /** The same with keys to draw by. */
  public Context withKeys(PassKeys other) {
    return new Context(recording, training, backend, workers, scope, watch, tracer, other);
  }

  /** The same for the inside of one operation: nothing is recorded, nobody looks on. */
  Context inside() {
    return new Context(Recording.OFF, training, backend, workers, scope, Watch.NONE, tracer, keys);
  }

  /** Runs something in this context. */
  public <T> T call(Supplier<T> body) {
    return ScopedValue.where(CURRENT, this).call(body::get);
  }

  /** Runs something in this context. */
  public void run(Runnable body) {
    ScopedValue.where(CURRENT, this).run(body);
  }
}
