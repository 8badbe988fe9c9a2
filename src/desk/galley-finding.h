/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* One thing that should be mended before the site is published. */
typedef struct
{
  const char *rule; /* which check found it: "missing-page"; a constant, not translated */
  gboolean must;    /* readers meet a fault, or the export is refused; else it is advice */
  gint64 post_id;   /* 0: the site as a whole */
  char *title;      /* of the post; "" */
  guint line;       /* in the post's Markdown, from 1; 0: nowhere in it */
  char *text;       /* what it is about as it stands there: an address, a word; "" */
  gsize offset;     /* where that is written, in bytes from the start of the Markdown */
  char *written;    /* as it is written there; "" where it is not known so exactly */
  char *what;       /* one sentence for the author, without a full stop; translated */
} GalleyFinding;

GalleyFinding *galley_finding_new (const char *rule, gboolean must, const char *what);
GalleyFinding *galley_finding_copy (const GalleyFinding *finding);
void galley_finding_free (GalleyFinding *finding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyFinding, galley_finding_free)

GPtrArray *galley_findings_new (void);
GalleyFinding *
galley_findings_add (GPtrArray *findings, const char *rule, gboolean must, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
