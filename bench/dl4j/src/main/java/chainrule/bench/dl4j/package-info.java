// SPDX-License-Identifier: Apache-2.0
/** DL4J on its native CPU backend. */
@NullMarked
package chainrule.bench.dl4j;

import org.jspecify.annotations.NullMarked;
