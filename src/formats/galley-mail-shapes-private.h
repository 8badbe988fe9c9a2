/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

char *galley_mail_line_get_plain (const char *line);
gboolean galley_mail_line_is_quoted (const char *line);
gboolean galley_mail_line_is_divider (const char *plain);
gboolean galley_mail_line_is_original_mark (const char *plain, gboolean *known);
gboolean galley_mail_line_is_device_signature (const char *plain);
gboolean galley_mail_line_is_name (const char *plain);
gboolean galley_mail_text_has_address (const char *plain);
gboolean galley_mail_text_has_date (const char *plain);
gboolean galley_mail_text_has_clock (const char *plain);
gboolean galley_mail_text_ends_in_colon (const char *plain);
gboolean galley_mail_text_has_verb (const char *plain);
gboolean galley_mail_text_is_list_footer (const char *plain);
guint galley_mail_find_header_block (char *const *plain, guint n, const char *subject);
