/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

char *galley_html_to_markdown (const char *html, gssize length, GPtrArray *losses);
char *galley_pasted_html_to_markdown (const char *html, gssize length);
char *galley_mail_html_to_markdown (const char *html, gssize length);
