/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cmark.h>
#include <glib.h>

void galley_tree_settle_emphasis (cmark_node *root, gboolean html);
char *galley_tree_to_markdown (cmark_node *root);
