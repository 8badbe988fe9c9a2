/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-status-page.h"

/**
 * galley_status_page_show:
 * @page: a status page
 * @icon: (nullable): the name of another icon
 * @title: what is the matter
 * @text: why, or what can be done: plain text, as of an error, which may quote what is in a project
 *
 * Has the page say it. A status page takes its description for markup, and shows none of it where
 * it is not.
 */
void
galley_status_page_show (HdyStatusPage *page, const char *icon, const char *title, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  if (icon != NULL)
    hdy_status_page_set_icon_name (page, icon);
  hdy_status_page_set_title (page, title);
  hdy_status_page_set_description (page, escaped);
}
