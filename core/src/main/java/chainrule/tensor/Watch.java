// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who looks on while operations run and layers are applied; usually nobody. Immutable. */
public final class Watch {

  /** Nobody looks on. */
  public static final Watch NONE = new Watch(Anomaly.NONE, List.of(), null, null, null);

  private final Anomaly anomaly;
  private final List<LayerObserver> observers;
  private final @Nullable Call cause;
  private final @Nullable Reading reading;
  private final @Nullable Part part;

  private Watch(
      Anomaly anomaly,
      List<LayerObserver> observers,
      @Nullable Call cause,
      @Nullable Reading reading,
      @Nullable Part part) {
    this.anomaly = anomaly;
    this.observers = List.copyOf(observers);
    this.cause = cause;
    this.reading = reading;
    this.part = part;
  }

  /** The numbers that end the computation. */
  public Anomaly anomaly() {
    return anomaly;
  }

  /** Who is told of layers being applied, in order. */
  public List<LayerObserver> observers() {
    return observers;
  }

  /** The same in or out of anomaly mode. */
  public Watch with(Anomaly numbers) {
    return new Watch(numbers, observers, cause, reading, part);
  }

  /** The same with one more observer. */
  public Watch with(LayerObserver observer) {
    List<LayerObserver> more = new ArrayList<>(observers);
    more.add(observer);
    return new Watch(anomaly, more, cause, reading, part);
  }

  /** The same without observers. */
  public Watch withoutObservers() {
    return new Watch(anomaly, List.of(), cause, reading, part);
  }

  /** The same while the gradient rules of a call run: what they record has its line. */
  Watch passing(Call call) {
    return new Watch(anomaly, observers, call, reading, part);
  }

  /** The same noting whether numbers leave the recorded operations. */
  Watch noting(Reading note) {
    return new Watch(anomaly, observers, cause, note, part);
  }

  /** The same inside a part of a graph that is computed to be dropped, or again. */
  Watch inside(Part inner) {
    return new Watch(anomaly, observers, cause, reading, inner);
  }

  /** The innermost part of a graph that is being computed, if one is. */
  @Nullable Part part() {
    return part;
  }

  /** The call whose gradient rules run, if anomaly mode is on and they do. */
  @Nullable Call cause() {
    return cause;
  }

  @Nullable Reading reading() {
    return reading;
  }

  /** Whether values are to be looked at, rather than contributions to gradients. */
  boolean checksValues() {
    return anomaly != Anomaly.NONE && cause == null;
  }
}
