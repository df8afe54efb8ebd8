// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

/** How the learning rate changes over a run: a factor for each step. */
public sealed interface Schedule {

  /** The name in files and reports. */
  String name();

  /**
   * What the rate is multiplied by, 0 to 1.
   *
   * @param step 1 for the first
   * @param steps how many the run has, if nothing ends it before
   */
  double factor(long step, long steps);

  /** The same rate at every step. */
  record Constant() implements Schedule {
    @Override
    public String name() {
      return "constant";
    }

    @Override
    public double factor(long step, long steps) {
      return 1;
    }
  }

  /**
   * From the whole rate down to almost nothing along half a cosine: (1 + cos(pi (step - 1) /
   * steps)) / 2.
   *
   * <p>Source: Loshchilov and Hutter 2016, arXiv 1608.03983, eq. 5, without restarts.
   */
  record Cosine() implements Schedule {
    @Override
    public String name() {
      return "cosine";
    }

    @Override
    public double factor(long step, long steps) {
      return (1 + StrictMath.cos(Math.PI * (step - 1) / steps)) / 2;
    }
  }
}
