/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-html-tree-private.h"

void galley_html_tidy (xmlNodePtr root, gboolean pasted);
void galley_html_tidy_lists (xmlNodePtr root);
void galley_html_tidy_mail (xmlNodePtr root);
