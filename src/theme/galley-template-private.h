/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-template.h"

/* Bounds, so that no template can exhaust stack, memory or time. */
#define GALLEY_TEMPLATE_MAX_BYTES (1024 * 1024)
#define GALLEY_TEMPLATE_MAX_NESTING 64          /* sections inside one template */
#define GALLEY_TEMPLATE_MAX_DEPTH 256           /* sections and partials while rendering */
#define GALLEY_TEMPLATE_MAX_STEPS 50000000u     /* parts handled for one page */
#define GALLEY_TEMPLATE_MAX_OUTPUT (256u << 20) /* bytes of one page */

typedef enum
{
  GALLEY_OP_TEXT,
  GALLEY_OP_ESCAPED,
  GALLEY_OP_RAW,
  GALLEY_OP_SECTION,
  GALLEY_OP_INVERTED,
  GALLEY_OP_PARTIAL,
} GalleyOpKind;

/* One step of "a.b.c". */
typedef struct
{
  const char *key;
  guint32 hash;
} GalleyNamePart;

/* A template is a flat list of these. The body of a section is what stands between it and its @end;
 * there is no closing part. */
typedef struct
{
  guint8 kind;
  guint8 starts_line; /* inside an indented partial, the indentation goes before it */
  guint8 standalone;  /* of a partial: it is indented as its tag is */
  guint8 n_parts;     /* of a name; none for the implicit iterator "." */
  guint32 line;
  guint32 end;      /* of a section: the index behind its body */
  guint32 length;   /* of @text */
  const char *text; /* the text; of a partial, its indentation */
  union
  {
    GalleyNamePart *parts;
    const char *partial;
  } name;
} GalleyOp;

struct _GalleyTemplate
{
  char *file_name;
  char *source; /* texts point into it */
  GStringChunk *names;
  GArray *ops; /* of GalleyOp */
};

void
galley_theme_append_place (GString *out, const char *file_name, const char *text, gsize position);
