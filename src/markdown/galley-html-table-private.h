/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-html-tree-private.h"

typedef char *(*GalleyCellFunc) (xmlNodePtr cell, gpointer data);

char *galley_html_table_to_markdown (xmlNodePtr table, GalleyCellFunc read, gpointer data);
