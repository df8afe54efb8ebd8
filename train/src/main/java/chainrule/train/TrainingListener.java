// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

/** Hears what a training run tells, on the thread that trains. */
@FunctionalInterface
public interface TrainingListener {

  /** Called for every event, in order; the run waits. */
  void on(TrainingEvent event);
}
