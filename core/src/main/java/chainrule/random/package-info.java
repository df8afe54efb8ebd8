// SPDX-License-Identifier: Apache-2.0
/** Random numbers as pure functions of a key and an index: the same on every machine and thread. */
@NullMarked
package chainrule.random;

import org.jspecify.annotations.NullMarked;
