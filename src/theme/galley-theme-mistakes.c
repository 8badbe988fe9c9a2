/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-theme-private.h"

/**
 * galley_theme_add_mistake:
 * @mistakes: those of a theme's author
 * @mistake: one more; "" adds none
 *
 * All stand on one line, since that is what a script reads.
 */
void
galley_theme_add_mistake (GString *mistakes, const char *mistake)
{
  if (mistakes->len > 0 && *mistake != '\0')
    g_string_append (mistakes, "; ");
  g_string_append (mistakes, mistake);
}
