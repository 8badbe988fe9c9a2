/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libxml/tree.h>

#include "galley-record-sink.h"

/* A large XML file by strangers, element by element: no more of it is held than the one that is
 * looked at. Nothing outside of the file is read, and no document type is allowed, so no entity can
 * grow (XML 1.0, 4.4). */
typedef struct _GalleyXml GalleyXml;

GalleyXml *galley_xml_open (const char *path, GError **error);
void galley_xml_free (GalleyXml *xml);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyXml, galley_xml_free)
const xmlNode *galley_xml_next (GalleyXml *xml,
                                const char *const *names,
                                GCancellable *cancellable,
                                GError **error);
void galley_xml_tell_progress (GalleyXml *xml, GalleyRecordSink *sink, guint pass, guint n_passes);
const char *galley_xml_get_problem (GalleyXml *xml, guint *line);

/* Names of elements and attributes as they stand there, with their prefix: "wp:post_id". */
gboolean galley_xml_is (const xmlNode *node, const char *name);
const xmlNode *galley_xml_find (const xmlNode *parent, const char *name);
char *galley_xml_get_text (const xmlNode *parent, const char *name);
char *galley_xml_get_own_text (const xmlNode *node);
char *galley_xml_get_attribute (const xmlNode *node, const char *name);
