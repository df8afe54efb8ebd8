// SPDX-License-Identifier: Apache-2.0
/** Kernels as backends run them, by JMH; no tensors around them. */
@NullMarked
package chainrule.bench.jmh;

import org.jspecify.annotations.NullMarked;
