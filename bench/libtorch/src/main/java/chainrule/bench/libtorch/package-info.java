// SPDX-License-Identifier: Apache-2.0
/** libtorch through JavaCPP, as fast as it goes. */
@NullMarked
package chainrule.bench.libtorch;

import org.jspecify.annotations.NullMarked;
