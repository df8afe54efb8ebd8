// SPDX-License-Identifier: Apache-2.0
package chainrule.bench.libtorch;

import chainrule.bench.work.Contender;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/**
 * A contender with a number of threads of its own. What a run makes in native memory is freed at
 * its end.
 */
record Threaded(int threads, Contender contender) implements Contender {

  @Override
  public void begin() {
    torch.set_num_threads(threads);
    openblas_nolapack.blas_set_num_threads(threads);
  }

  @Override
  public void run() {
    try (var _ = new PointerScope()) {
      contender.run();
    }
  }

  @Override
  public double check() {
    try (var _ = new PointerScope()) {
      return contender.check();
    }
  }
}
