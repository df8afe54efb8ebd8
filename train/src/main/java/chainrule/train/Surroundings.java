// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.train.data.Loader;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * What a run has to do with the world, none of which its bits depend on, but for where it stops.
 *
 * @param stop when it has gone far enough
 * @param interrupted whether it shall end after the step
 * @param listeners who hears of it
 * @param checkpoints where it saves itself
 * @param loading how batches are read, such as by how many threads
 * @param watch who looks at single steps
 * @param resumed where it goes on, if it does
 */
record Surroundings(
    StopRule stop,
    BooleanSupplier interrupted,
    List<TrainingListener> listeners,
    Checkpoints checkpoints,
    UnaryOperator<Loader> loading,
    StepWatch watch,
    Optional<Snapshot> resumed) {}
