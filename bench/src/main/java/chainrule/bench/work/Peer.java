// SPDX-License-Identifier: Apache-2.0
package chainrule.bench.work;

import java.util.List;

/** Another library, found as a service; one is on the class path of a run at most. */
public interface Peer {

  /** The name it is asked for by, such as {@code libtorch}. */
  String name();

  /** Its version. */
  String version();

  /** The ways in which it does a piece of work; none if it cannot or is not asked to. */
  List<Variant> variants(Job job);
}
