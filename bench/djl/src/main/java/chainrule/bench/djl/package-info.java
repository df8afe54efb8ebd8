// SPDX-License-Identifier: Apache-2.0
/** DJL with its PyTorch engine. */
@NullMarked
package chainrule.bench.djl;

import org.jspecify.annotations.NullMarked;
