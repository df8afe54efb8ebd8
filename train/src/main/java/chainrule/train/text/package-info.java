// SPDX-License-Identifier: Apache-2.0
/** Words and numbers as text, for files and messages of this module. */
package chainrule.train.text;
