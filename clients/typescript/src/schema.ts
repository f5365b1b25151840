// Generated from openapi/congvan.v1.yaml by `scripts/typescript generate`: change nothing here.

export interface paths {
    "/.well-known/jwks.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The keys by which anyone can check an access token. */
        get: operations["getKeySet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every agency of the installation. */
        get: operations["listAgencies"];
        put?: never;
        /** Sets up an agency: name, first administrator, the registers of the year. */
        post: operations["createAgency"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own agency with its names and codes, old and new; any, for whoever administers the installation. */
        get: operations["getAgency"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{id}/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When people work in a year: the days of the whole country, those of the agency, those of its desks, with what set each. */
        get: operations["getCalendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{id}/calendar/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Changes the working calendar: days off and made up, a year of the whole country that is confirmed, the hours of a week, for the
         *     agency or for one of its desks. Open deadlines that were given as terms are counted anew soon after, and their holders told.
         */
        post: operations["changeCalendar"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{id}/calendar/deadline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When a term ends by the agency's calendar, and each day or hour that is counted or skipped on the way. */
        get: operations["getDeadline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{id}/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How much has come in at an agency and how it stands: for the registry, leaders, chief of office and monitors of that agency, and
         *     of one that it lets know its figures.
         */
        get: operations["getFigures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{id}/organisation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An agency's organisation with all its dates. */
        get: operations["getOrganisation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{id}/organisation/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Changes an organisation: departments, people, positions, roles, routing rules, the agency's own name. All the commands or none;
         *     where some can't be carried out, each is named with its reason.
         */
        post: operations["changeOrganisation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{id}/organisation/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was changed in an organisation, and by whom; latest first. */
        get: operations["listOrganisationHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{id}/people/{person}/handover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hands over all that somebody who leaves or moves has in hand, all or nothing: what is put before them, what they hold, what
         *     waits for their approval, what answers to them, what is theirs to file. Each document's new holder is told.
         */
        post: operations["handOverWork"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{id}/people/{person}/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The accounts at others' by which somebody signs in. */
        get: operations["listIdentitiesOfPerson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{id}/people/{person}/identities/{identity}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Takes somebody's link away, such as after their account there was replaced. Their sessions end, they are told by mail, and it
         *     stands in the organisation's history.
         */
        delete: operations["removeIdentityOfPerson"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{id}/people/{person}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a person a new password, made here and shown this once. Their sessions end. */
        post: operations["resetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{id}/people/{person}/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends the second factor of somebody who has lost it. Their sessions end, and it stands in the organisation's history. */
        delete: operations["resetSecondFactor"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{id}/service-accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The other systems that work with an agency, those that were ended behind the others. */
        get: operations["listServiceAccounts"];
        put?: never;
        /** Makes a service account with its first key, which is shown this once. */
        post: operations["createServiceAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{id}/service-accounts/{account}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends a service account with all its keys: from now on they open nothing. What it has done stays under its name. */
        delete: operations["endServiceAccount"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{id}/service-accounts/{account}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes another key of a service account, which is shown this once. The one before holds on until it is ended or its last day is
         *     past; more than two at once do not hold.
         */
        post: operations["renewServiceAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{id}/service-accounts/{account}/keys/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends one key: from now on it opens nothing. */
        delete: operations["endServiceKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{id}/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the agency's events are sent, by name. */
        get: operations["listWebhooks"];
        put?: never;
        /** Makes a webhook with its secret, which is shown this once. It gets what happens from now on; what happened before stands in the feed. */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{id}/webhooks/{webhook}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Sets a webhook anew, turns it off or on again. */
        put: operations["updateWebhook"];
        post?: never;
        /** Takes a webhook away, with all that waits for it. */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{id}/webhooks/{webhook}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was and is to be sent to a webhook, latest first, with what became of each. */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{id}/webhooks/{webhook}/deliveries/{delivery}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends an event to a webhook once more, whatever became of it, under the same `webhook-id`. */
        post: operations["replayWebhookDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{id}/webhooks/{webhook}/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a new secret of a webhook, which is shown this once. */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/case-files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the case files that one may see, latest first. */
        get: operations["listCaseFiles"];
        put?: never;
        /** Begins a case file: an entry of the year's list (danh mục hồ sơ), or with `open` one that nobody foresaw, opened at once. */
        post: operations["createCaseFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/case-files/print": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Prints the case files that one may see, by year and symbol (Decree 30/2020, Articles 28 to 31): the list, what is handed over to the archive, the minutes of
         *     it, or what is to be disposed of. At most 1,000 at once.
         */
        get: operations["printCaseFiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/case-files/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One case file with its documents, and what the reader may do. A document in it that the reader may not see is its ordinal and nothing else. */
        get: operations["getCaseFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/case-files/{id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives a command. Each needs `If-Match` with the version that was read. Many at once go to `bulkCommands`: the approval of a list, the
         *     disposals of a year, everything that somebody who leaves keeps.
         */
        post: operations["commandCaseFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/case-files/{id}/contents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Prints mục lục văn bản, tài liệu of a case file (Decree 30/2020, Appendix V). Of a document that the reader may not see there is its ordinal. */
        get: operations["printCaseFileContents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/case-files/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes the package of a closed case file: a ZIP with the fields of Decree 30/2020, Appendix VI (`metadata.xml`), the list of its documents, their
         *     files, and the SHA-256 of each. In the background: see `getJob`.
         */
        post: operations["exportCaseFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/case-files/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to a case file, from the first event on. What it says of a document that the reader may not see is left out. */
        get: operations["listCaseFileHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Carries out many commands. One that is refused stops none of the others. */
        post: operations["bulkCommands"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/copies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a copy, which goes at once before its signer: one more outgoing document, with a number of the register of copies. */
        post: operations["makeCopy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counterparts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everybody to whom documents can be sent: on the first page all agencies of the installation, by code; then the office's directory, by
         *     name.
         */
        get: operations["listCounterparts"];
        put?: never;
        /** Puts one more into the office's directory. */
        post: operations["createCounterpart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counterparts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Sets what is known of a counterpart anew. Needs `If-Match` with the version that was read. */
        put: operations["updateCounterpart"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dashboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The figures of a time: what came in and went out, what is in hand, soon due and overdue, what was done and how it stood to its time, and how
         *     long documents were in each state. Of the agency for those who see all of its documents (leaders, the chief of office, registry clerks,
         *     monitors); of their department for its head; of themselves for others. Each figure names the list of its documents. No secret line is
         *     counted.
         */
        get: operations["getDashboard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one's agency has sent, latest first, with what has become of it. */
        get: operations["listDeliveries"];
        put?: never;
        /**
         * Sends a document to another agency of the installation. There it arrives as if by the interchange: its registry is told, and
         *     enters it or refuses it.
         */
        post: operations["sendDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One document that one's agency has sent. */
        get: operations["getDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}/recall": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks for a document back: at once, or on the receiver's agreement, as its office has it. */
        post: operations["recallDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/departments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The departments to which work can be given now. */
        get: operations["listDepartments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/document-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The types of document in use. */
        get: operations["listDocumentTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dossiers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the dossiers that one may see, latest first. With the filters a figure of the statistics opens its dossiers. */
        get: operations["listDossiers"];
        put?: never;
        /** Enters a dossier at the desk; `then` says what becomes of it at once: received (Mẫu 01), to be completed (Mẫu 02) or refused (Mẫu 03). */
        post: operations["receiveDossier"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dossiers/book": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The book of what was received (Mẫu 07) as PDF, for the one-stop shop, leaders and the chief of office. The access log of each dossier in
         *     it says who printed it.
         */
        get: operations["printDossierBook"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dossiers/online": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hands in a dossier that came to another system: the national portal, a province's. Needs the scope `dossiers:submit`. The same
         *     `portal_code` again is answered with the dossier as it stands.
         */
        post: operations["submitDossierOnline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dossiers/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The figures of a time, by field, procedure, channel, desk or officer; each names the query that lists its dossiers. For leaders, the
         *     chief of office, monitors and one-stop clerks.
         */
        get: operations["getDossierStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dossiers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One dossier, with what the reader may do. */
        get: operations["getDossier"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dossiers/{id}/access-statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How often a dossier was looked at, by whom and when; for the one-stop shop and for leaders. */
        get: operations["getDossierAccessStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dossiers/{id}/accesses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who looked at a dossier, its history, its mails, one of its files or a book in which it stands, latest first. For the one-stop shop and
         *     for leaders; whoever reads this is in it.
         */
        get: operations["listDossierAccesses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dossiers/{id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a command. One that moves the dossier or its date needs `If-Match` with the version that was read. */
        post: operations["commandDossier"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dossiers/{id}/forms/{form}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A form of the one-stop shop as PDF: `receipt` (Mẫu 01), `supplement` (Mẫu 02), `refusal` (Mẫu 03), `apology` (Mẫu 04), `stop`
         *     (Mẫu 05), `control` (Mẫu 06).
         */
        get: operations["getDossierForm"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dossiers/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to a dossier, from the first event on. */
        get: operations["listDossierHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dossiers/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The mails that a dossier caused, to whoever has it in hand and to its citizen, and short messages to the citizen's telephone, with what became of
         *     each.
         */
        get: operations["listDossierMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What other systems are told of the agency's dossiers and documents, in an order that stays, for as long as events are kept: codes, numbers,
         *     states, holders by unit, dates. Nothing that a citizen has told of themselves or that a document says is among it, and nothing of a secret
         *     line; of an outgoing document it begins with its number. Needs the scope `events:read`, or `dossiers:submit` or `documents:receive`, which show
         *     what the system has handed in itself. What is committed is there, and nothing ever comes
         *     in before what was read: whoever goes on with `next_cursor` misses nothing. A cursor of which the events behind are kept no longer is
         *     answered 410. Whoever asks for `text/event-stream` (`Accept`) gets what `streamEvents` is, narrowed as the list would be; `limit` means nothing there.
         */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Server-sent events, as they happen. A person hears `inbox`, with the counts of `getInboxCounts`, at once and whenever their inbox changes; a system with
         *     the scope of `listEvents` hears each event that it may see, whose `id` is its cursor: `Last-Event-ID` (or `after`) goes on behind it and misses nothing;
         *     without either the stream begins with what happens from now on. Its first block and each sign of life have an `id`, too, and no data: whoever has heard no
         *     event goes on behind that. A stream ends after five minutes, or once the key has ended, and is opened anew. One person, or one system, has eight open at
         *     the most. `listEvents` is this stream, too, for whoever asks it for `text/event-stream`.
         */
        get: operations["streamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Uploads a file as the raw body. It is known by its content, not by its name, and belongs to nothing until a command names it. */
        post: operations["uploadFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Downloads a file, byte for byte. */
        get: operations["downloadFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the program runs. */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the program can do its work. Where it cannot, each part that is to blame stands in `errors` under its name. */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identity-providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** At whose one may sign in beside here: for the page that asks for a password. None unless the server's settings name some. */
        get: operations["listIdentityProviders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one has to do, on all the desks that are one's own: one's own, those of departments one leads, and the registry's. */
        get: operations["getInbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much one has to do. */
        get: operations["getInboxCounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incoming-documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists what one may see, latest first. */
        get: operations["listIncomingDocuments"];
        put?: never;
        /** Takes a document in; with `register` it is entered at once. */
        post: operations["receiveIncomingDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incoming-documents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One document, with what the reader may do. */
        get: operations["getIncomingDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incoming-documents/{id}/access-statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How often a document was looked at since it is here, by whom and when: also what the log has no rows of any more. For the same people as the log. */
        get: operations["getIncomingDocumentAccessStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incoming-documents/{id}/accesses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who looked at a document, its history, its mails or one of its files, latest first. For the registry and for leaders who see the
         *     document; whoever reads this is in it.
         */
        get: operations["listIncomingDocumentAccesses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incoming-documents/{id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a command. One that moves the document needs `If-Match` with the version that was read. */
        post: operations["commandIncomingDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incoming-documents/{id}/commands/{command}/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether one may give a command now; if not, why, and who may. */
        get: operations["explainCommand"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incoming-documents/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to a document, from the first event on. */
        get: operations["listIncomingDocumentHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incoming-documents/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The mails that a document caused, with what became of each. */
        get: operations["listIncomingDocumentMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incoming-documents/{id}/processing-slip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The processing slip (phiếu giải quyết văn bản đến) of a document that came in, with the ĐẾN stamp: what is known stands in it, the rest is left for
         *     hands.
         */
        get: operations["printProcessingSlip"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incoming-documents/{id}/turns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whose clock it was: everyone's turn at a document, from when until when, with the working time that it took and what of it came
         *     behind the deadline. For whoever sees its history.
         */
        get: operations["listIncomingDocumentTurns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interchange/directory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whom a gateway reaches, by code. */
        get: operations["listDirectory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interchange/directory/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Has the directories of the office's gateways read again; `listGateways` says when that was done. */
        post: operations["syncDirectory"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interchange/gateways": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The office's gateways, each with how it stands. */
        get: operations["listGateways"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interchange/packets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Packets, latest first: for the registry, administrators and those who see the office's work. */
        get: operations["listInterchangePackets"];
        put?: never;
        /**
         * Takes a packet from another office, which shows the secret that was agreed with it. It is kept when this is answered; what becomes of it goes back as
         *     status packets.
         */
        post: operations["pushInterchangePacket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interchange/packets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One packet with what it holds. */
        get: operations["getInterchangePacket"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interchange/packets/{id}/message": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The message of a packet that came in, as it came: edXML, for whoever looks why it could not be read. */
        get: operations["getInterchangeMessage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interchange/packets/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tries a packet again at once that goes out and waits, or was given up. */
        post: operations["retryInterchangePacket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interchange/quarantine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Packets that wait for a clerk's decision, latest first: what could not be read, what fits nothing here, and updates where the office wants to be asked. */
        get: operations["listQuarantine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interchange/quarantine/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decides about a packet that waits: read it again, agree to an update, refuse it (its sender is told), or discard it. */
        post: operations["resolveQuarantine"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a job of one's own stands. */
        get: operations["getJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What came of a job of one's own. A download that broke off is taken up again with `Range`. */
        get: operations["downloadJobFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in. */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/absences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets an absence of one's own. Whoever stands in acts in one's stead until the last day, and both names stand on every line. */
        post: operations["setAbsence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/absences/{from}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends an absence of one's own: one is back today. One that has not begun is taken back. */
        delete: operations["endAbsence"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The accounts at others' by which one signs in. */
        get: operations["listIdentities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/identities/{identity}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes such a link away; the next sign-in there links anew. One's other sessions end, and one is told by mail. */
        delete: operations["removeIdentity"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How one is told each kind of notice. */
        get: operations["getNoticePreferences"];
        /**
         * Sets how one is told, in the stead of what was set before. What hands work over, or tells that a deadline is here, over or
         *     another, always comes at once; mails about one's account do, too.
         */
        put: operations["setNoticePreferences"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes one's own password. One's other sessions end. */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Of which periods one is sent the report. */
        get: operations["getReportWishes"];
        /**
         * Sets of which periods one is sent the report, in the stead of what was set before: those that end from today on. For those who may make it
         *     (`getReport`).
         */
        put: operations["setReportWishes"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own second factor. */
        get: operations["getSecondFactor"];
        put?: never;
        /**
         * Begins a second factor: a secret, shown this once. It is asked for once it is confirmed; asked again before that, this makes
         *     another secret.
         */
        post: operations["enrolSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/second-factor/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Turns the second factor on, with a code of the new secret. Its recovery codes are shown this once. */
        post: operations["confirmSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/second-factor/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes new recovery codes, shown this once, for a code; the earlier ones are good no longer. */
        post: operations["makeRecoveryCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/second-factor/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Turns one's own second factor off; not where one's role demands it. */
        post: operations["removeSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/openapi.yaml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This API's own description. */
        get: operations["getOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisation-template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The workbook in which an office lists its departments and people, for `congvan org import`. */
        get: operations["getOrganisationTemplate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/original-uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Uses that began in these days, earliest first: for the registry and whoever sees the agency's work. */
        get: operations["listOriginalUses"];
        put?: never;
        /** Notes that somebody has an original: for the registry. */
        post: operations["useOriginal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/original-uses/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Notes that an original is back: for the registry. */
        post: operations["returnOriginal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outgoing-documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists what one may see, latest first. */
        get: operations["listOutgoingDocuments"];
        put?: never;
        /** Begins a draft; with `submit` it is put before the head of the unit at once. */
        post: operations["createOutgoingDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outgoing-documents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One document, with what the reader may do. */
        get: operations["getOutgoingDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outgoing-documents/{id}/access-statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How often an outgoing document was looked at, by whom and when; for the same people. */
        get: operations["getOutgoingDocumentAccessStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outgoing-documents/{id}/accesses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who looked at an outgoing document, its history, its mails or one of its files, latest first; for the same people. */
        get: operations["listOutgoingDocumentAccesses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outgoing-documents/{id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a command. One that moves the document needs `If-Match` with the version that was read. */
        post: operations["commandOutgoingDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outgoing-documents/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a document has come, to each of its recipients. */
        get: operations["listOutgoingDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outgoing-documents/{id}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Sets the content of a draft anew: a new edition. Needs `If-Match` with the version that was read. */
        put: operations["updateOutgoingDraft"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outgoing-documents/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to a document, from the first event on. */
        get: operations["listOutgoingDocumentHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outgoing-documents/{id}/layout-findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Looks at the layout of a document's files (Decree 30/2020, Appendix I): of those that stand, which are the sealed ones, or the signed
         *     ones, or else the draft's. It reads them each time, and what is found keeps nobody from anything.
         */
        get: operations["checkOutgoingLayout"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outgoing-documents/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The mails that a document caused, with what became of each. */
        get: operations["listOutgoingDocumentMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outgoing-documents/{id}/renderings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes a file of a document from a template, filled with what is known of it now. It belongs to whoever asks, as if they had uploaded it,
         *     until a command names it (`updateOutgoingDraft`, `sign`, `seal`); the document does not change.
         */
        post: operations["renderOutgoingDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/password-reset-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a code by mail to whoever gets mail at this address. Answered the same whether it is anybody's or not. */
        post: operations["requestPasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/password-resets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets a new password with the code of the mail. All sessions end, and the owner is told by mail. */
        post: operations["resetForgottenPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The people who work here now, all or those who are sought. */
        get: operations["listPeople"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/personal-data-acts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * When citizens' data were given out to them or erased, latest first: for leaders and administrators. It says what and when, and of whom
         *     nothing but an id that leads nowhere once an account is gone.
         */
        get: operations["listPersonalDataActs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/postal-items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What goes by post: what waits for it, longest waiting first; or what it took on a day, in the order in which it went. */
        get: operations["listPostalItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/postal-items/print": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a page to be printed and signed for: Sổ gửi văn bản đi bưu điện, A4 across, in Vietnamese. */
        get: operations["printPostalItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/postal-items/sent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Notes that the post has taken these, each by itself: one that is refused stops none of the others. It is `note_delivery` with `sent`, of
         *     what waits for the post.
         */
        post: operations["notePostedItems"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/procedures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The catalogue in the order of codes. */
        get: operations["listProcedures"];
        put?: never;
        /**
         * Publishes a procedure. Where the catalogue has its code, it is the next version, and dossiers that run stay on theirs; the same content
         *     as the last version's changes nothing. What `lintProcedure` calls an error refuses it.
         */
        post: operations["publishProcedure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/procedures/lint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Looks for what would hold dossiers up: dead ends, steps nobody can act on, steps' time above the term, forms that are missing. It
         *     changes nothing.
         */
        post: operations["lintProcedure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/procedures/simulate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Walks a dossier through a procedure by the office's calendar: when it comes to each step, until when each has time, and whether it is
         *     done in time if everybody takes all of it. It changes nothing.
         */
        post: operations["simulateProcedure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/procedures/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A procedure with a version of it: what was published, what is found in it now, and the drawing of its process. */
        get: operations["getProcedure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/procedures/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraws a procedure: nothing is received for it any more, and the dossiers that run go on. Publishing it again offers it again. */
        post: operations["withdrawProcedure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/{agency}/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own account. */
        get: operations["getCitizenAccount"];
        put?: never;
        post?: never;
        /**
         * Erases the account: it, its drafts, files, codes and sessions go at once. Dossiers that the office has received stay, as the law of
         *     archives has it, and belong to no account any more.
         */
        delete: operations["eraseCitizenAccount"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/{agency}/account/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends a code by which one signs in; the first time this is how one signs up. The answer is the same whether the address has an account or
         *     not. Limited by mail address and by where it is asked from.
         */
        post: operations["requestCitizenCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/{agency}/account/dossiers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one has handed in, latest first. */
        get: operations["listCitizenDossiers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/{agency}/account/dossiers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of one's dossiers: what one has told, and how far it has come. */
        get: operations["getCitizenDossier"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/{agency}/account/dossiers/{id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Uploads a file for a dossier that is to be completed, as the raw body. */
        post: operations["uploadCitizenSupplement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/{agency}/account/dossiers/{id}/supplement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Completes a dossier with everything that was asked for. It goes on from now: before it is received it is looked through anew, and while
         *     it is handled its clock runs again.
         */
        post: operations["supplyCitizenDossier"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/{agency}/account/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's drafts, the last first: all of them, for there are few. */
        get: operations["listCitizenDrafts"];
        put?: never;
        /** Begins a draft. */
        post: operations["createCitizenDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/{agency}/account/drafts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of one's drafts. */
        get: operations["getCitizenDraft"];
        /** Writes a draft anew, as a whole; with `If-Match` only where it is still at that version. It is kept longer by that. */
        put: operations["updateCitizenDraft"];
        post?: never;
        /** Deletes a draft with its files. */
        delete: operations["deleteCitizenDraft"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/{agency}/account/drafts/{id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Uploads a file to a draft, as the raw body: of the kinds and up to the size that all are taken. */
        post: operations["uploadCitizenFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/{agency}/account/drafts/{id}/submission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hands a draft in: it becomes a dossier, to be looked through by a clerk, and is a draft no longer. Asked for again, the same dossier is
         *     answered.
         */
        post: operations["submitCitizenDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/{agency}/account/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All that the account holds: what it is, its drafts, what was handed in, and every file with where it is downloaded. That it was given out
         *     is noted.
         */
        get: operations["exportCitizenAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/{agency}/account/files/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Downloads a file of one's own, byte for byte: not handed in yet, or part of a dossier that one has handed in. */
        get: operations["downloadCitizenFile"];
        put?: never;
        post?: never;
        /** Deletes a file that was not handed in. */
        delete: operations["deleteCitizenFile"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/{agency}/account/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Signs out. */
        delete: operations["signOutCitizen"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/{agency}/account/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs in with the code of a mail. */
        post: operations["signInCitizen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/{agency}/look-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * How far the dossier of a receipt has come: nothing of whose it is. A wrong code and a wrong secret are answered the same. Wrong tries
         *     are limited by address.
         */
        post: operations["lookUpDossier"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/{agency}/procedures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The procedures that the agency offers, in the order of their codes. */
        get: operations["listPublicProcedures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/{agency}/procedures/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A procedure that the agency offers: what to bring, how long it takes, what it costs, by which instruments, and where. */
        get: operations["getPublicProcedure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/{agency}/ratings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rates how a dossier was handled, once, after its result was handed out. */
        post: operations["rateDossier"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/{agency}/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The figures of the agency in a month, in total and by field. They add up. Of a month that is over they stand as they were when it
         *     ended; those of the present month are counted every few minutes.
         */
        get: operations["getPublicStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/received-mails": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Mail that came in, latest first: what is to be worked off, where no state is named. For the registry. */
        get: operations["listReceivedMails"];
        put?: never;
        /**
         * Hands in a message as the raw body, as it came to the office's mailbox (RFC 5322). It is kept whole when this answers, and worked off
         *     afterwards; the same bytes are the same message, so that a repeat is harmless.
         */
        post: operations["handInReceivedMail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/received-mails/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One message that came in. */
        get: operations["getReceivedMail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/received-mails/{id}/message": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The message itself, byte for byte, to be opened in a mail program. */
        get: operations["downloadReceivedMail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/received-mails/{id}/receive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a message on the list in as a letter all the same: it becomes a received document in the clerk's name. */
        post: operations["receiveReceivedMail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/received-mails/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Has a message worked off anew that the program could not work off after several tries (`failed`), for what it is: once what stood in
         *     its way is gone.
         */
        post: operations["retryReceivedMail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/received-mails/{id}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Notes that a message on the list was worked off. It is kept. */
        post: operations["settleReceivedMail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The agency's registers. */
        get: operations["listRegisters"];
        put?: never;
        /** Opens a register for some types in mid-year, at a given next number. */
        post: operations["openRegister"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registers/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a book of the registry into a table. In the background: see `getJob`. */
        post: operations["exportRegister"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registers/print": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Prints a book of the registry: A4, with its cover and page numbers, ready to be bound; in volumes of 2,000 lines where it is longer (a ZIP). In
         *     the background: see `getJob`.
         */
        post: operations["printRegister"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registers/{id}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The lines of a register of outgoing documents, in the order of their numbers. */
        get: operations["listRegisterEntries"];
        put?: never;
        /** Reserves the next number of a register of outgoing documents. A document takes it with `issue` and `reserved_number`. */
        post: operations["reserveNumber"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registers/{id}/entries/{number}/void": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Strikes a reserved number out; that of a document is struck out at the document. Its line stands. */
        post: operations["voidNumber"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The report on how documents are handled (báo cáo tình hình giải quyết văn bản đến, văn bản đi), as an office sends it upward: for leaders, the
         *     chief of office, registry clerks and monitors.
         */
        get: operations["getReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/saved-searches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The searches that one keeps, the oldest first. */
        get: operations["listSavedSearches"];
        put?: never;
        /** Keeps a search for oneself. */
        post: operations["saveSearch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/saved-searches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forgets a search that one keeps. */
        delete: operations["deleteSavedSearch"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Searches the documents that one may see, incoming and outgoing: number, notation, subject, author, signer, instructions, comments, and the
         *     text of files. Exact accents come first, then what stands side by side, then the fields in that order, then the newest. Secret lines are
         *     never found. Counts are exact up to 1,000; facets are of the newest 1,000 that are found.
         */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How what one has begun to type may go on, the most frequent first: words of subjects and authors, and numbers, of the newest documents that
         *     one may see.
         */
        get: operations["suggest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's open sessions. */
        get: operations["listSessions"];
        put?: never;
        /** Signs in. */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the session; its access token is refused within seconds on every instance. */
        post: operations["logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchanges a refresh token for a new pair. Using one twice ends its session. */
        post: operations["refreshSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends one of one's sessions; its access token is refused within seconds on every instance. */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins to sign in at another's: the browser goes to the address in the answer, and comes back with a code. */
        post: operations["beginSignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-ins/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ends it: answered as signing in with a password is. The first time, the account is linked with the one person who gets mail at
         *     the address that the provider has confirmed; from then on they are known by the provider's own name for them.
         */
        post: operations["endSignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/signers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who may sign this for the agency on this day, and by which capacity: the head first, then KT., TL. and TUQ. */
        get: operations["listSigners"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The templates: on the first page those that the program brings along, then the office's own, the oldest first. */
        get: operations["listTemplates"];
        put?: never;
        /** Takes an uploaded file (DOCX or ODT) as a template. What it may hold, and its fields: docs/TEMPLATES.md. */
        post: operations["createTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/templates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes a template, or takes it out of use. Needs `If-Match` with the version that was read. */
        put: operations["updateTemplate"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/templates/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Downloads a template's file, to look at it or to make another of it. */
        get: operations["downloadTemplate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description A time in which a person is away. */
        Absence: {
            /**
             * Format: date
             * @description The first day.
             */
            from: string;
            /** @description Who stands in for them. */
            substitute: components["schemas"]["PersonId"];
            /**
             * Format: date
             * @description The last day.
             */
            until?: string | null;
        };
        /** @description Nhận hồ sơ vào lưu trữ cơ quan, by the archivist. */
        AcceptCaseFileCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "accept";
        };
        /** @description Nhận việc. */
        AcceptCommand: {
            /** @description The assignment. */
            assignment: components["schemas"]["AssignmentId"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "accept";
        };
        /** @description Tiếp nhận: the dossier is complete and correct. It gets its code and its date (Mẫu 01). */
        AcceptDossier: {
            /** @description What the procedure's fees come to in this case; those of a fixed sum need no word. */
            fees?: components["schemas"]["FeeFields"][];
            method?: components["schemas"]["PaymentMethod"] | null;
            paid?: components["schemas"]["Label"] | null;
            /** @description Components that are required and not there, which the clerk takes the dossier without. */
            without?: components["schemas"]["ComponentCode"][];
        };
        /** @description Tiếp nhận: the dossier is complete and correct. It gets its code and its date (Mẫu 01). */
        AcceptDossierCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "accept";
            /** @description What the procedure's fees come to in this case; those of a fixed sum need no word. */
            fees?: components["schemas"]["FeeFields"][];
            method?: components["schemas"]["PaymentMethod"] | null;
            paid?: components["schemas"]["Label"] | null;
            /** @description Components that are required and not there, which the clerk takes the dossier without. */
            without?: components["schemas"]["ComponentCode"][];
        };
        /** @description How often a document was looked at since it is here. Looks at the log itself, and at this, are in none of the numbers but `by_what.accesses`. */
        AccessStatistics: {
            /** @description How often at what: `document`, `history`, `messages`, `file`, `accesses`, `book`; what nobody looked at is left out. */
            by_what: {
                [key: string]: number;
            };
            /** @description Whoever has looked, the most frequent first. */
            lookers: components["schemas"]["AccessesOfOne"][];
            /** @description How many people have looked. */
            people: number;
            /** @description How many other systems. */
            systems: number;
            /**
             * Format: int64
             * @description How often in all.
             */
            total: number;
        };
        /** @description How often one person or system has looked at a document. */
        AccessesOfOne: {
            by?: components["schemas"]["PersonRef"] | null;
            by_system?: components["schemas"]["SystemRef"] | null;
            /**
             * Format: int64
             * @description How often of that it was one of the files.
             */
            files: number;
            /**
             * Format: date-time
             * @description The first time.
             */
            first_at: string;
            /**
             * Format: date-time
             * @description The last time.
             */
            last_at: string;
            /**
             * Format: int64
             * @description How often.
             */
            times: number;
        };
        /** @description Đã xem, by who was informed; after completion too. */
        AcknowledgeCommand: {
            /** @description The assignment. */
            assignment: components["schemas"]["AssignmentId"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "acknowledge";
        };
        /** @description Đã xem, by a recipient of the agency itself. */
        AcknowledgeIssuedCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "acknowledge";
            /** @description As which recipient. */
            recipient: components["schemas"]["RecipientId"];
        };
        /**
         * @description What may be done at a step, beside handing the dossier on.
         * @enum {string}
         */
        Act: "supplement" | "consult" | "payment" | "extend" | "stop";
        /** @description Đưa văn bản vào hồ sơ: at its end. */
        AddDocumentCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "add_document";
            /** @description Which: one that came in or goes out, which whoever adds it sees. It may be in several case files. */
            document: components["schemas"]["DocumentId"];
            /**
             * Format: int32
             * @description Số trang; what the document says where nothing is said.
             */
            pages?: number | null;
            remark?: components["schemas"]["Remark"] | null;
        };
        /** @description Thêm nơi nhận: supporting, informed or monitoring. */
        AddRecipientCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "add_recipient";
            parent?: components["schemas"]["AssignmentId"] | null;
            /** @description Who. */
            recipient: components["schemas"]["Recipient"];
            /** @description As what; never as a second primary. */
            role: components["schemas"]["AssignmentRole"];
        };
        /** @description Who a mail goes to. */
        Addressee: {
            /** @description Their address; of a short message their telephone number. */
            address?: string | null;
            /** @description In whose stead they are told. */
            instead_of?: string | null;
            /** @description Their name. */
            name: string;
            /**
             * Format: uuid
             * @description The person, if of the agency.
             */
            person?: string | null;
        };
        /** @description Chuyển bước: the step is done. */
        AdvanceDossierCommand: {
            branch?: components["schemas"]["Label"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "advance";
            /** @description Files that were made at this step. */
            files?: components["schemas"]["FileId"][];
            note?: components["schemas"]["Instruction"] | null;
            to?: components["schemas"]["PersonId"] | null;
        };
        /** @description An agency. */
        Agency: {
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Tên cơ quan. */
            name: string;
        };
        /** @description An identifier code that an agency has, or had. */
        AgencyCode: {
            /** @description Mã định danh. */
            code: string;
            /**
             * Format: date
             * @description Its first day.
             */
            from: string;
            /**
             * Format: date
             * @description Its last day.
             */
            until?: string | null;
        };
        /** @description An agency with its dates. */
        AgencyDetail: {
            /** @description Its latest code. */
            code: string;
            /** @description All its codes, oldest first. */
            codes: components["schemas"]["AgencyCode"][];
            /**
             * Format: date
             * @description Its first day.
             */
            from: string;
            /** @description Which. */
            id: components["schemas"]["AgencyId"];
            /** @description Its latest name. */
            name: string;
            /** @description All its names, oldest first. */
            names: components["schemas"]["AgencyName"][];
            /** @description What it lets superior agencies know, by its beginning. */
            oversight: components["schemas"]["Oversight"][];
            /** @description Who carries on. */
            successors: components["schemas"]["AgencySuccessor"][];
            /**
             * Format: date
             * @description Its last day.
             */
            until?: string | null;
        };
        /**
         * Format: uuid
         * @description An agency (cơ quan): the wall between offices that share one installation.
         */
        AgencyId: string;
        /** @description A name that an agency has, or had. */
        AgencyName: {
            /**
             * Format: date
             * @description Its first day.
             */
            from: string;
            /** @description Tên cơ quan. */
            name: string;
            /**
             * Format: date
             * @description Its last day.
             */
            until?: string | null;
        };
        /** @description Who carries on what an abolished agency did. */
        AgencySuccessor: {
            /** @description Mã định danh. */
            code: string;
            /** @description Tên cơ quan. */
            name: string;
        };
        /** @description Đồng ý cho thu hồi. */
        AgreeRecallCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "agree_recall";
        };
        /** @description Đồng ý cập nhật: the sender's update is taken over; they are told. */
        AgreeToPacketCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "agree";
        };
        /** @description Sửa thông tin hồ sơ. An approved entry of the list is to be approved again. */
        AmendCaseFileCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "amend";
            /** @description All that is known of it from now on. */
            facts: components["schemas"]["CaseFileFields"];
        };
        /** @description Sửa ý kiến chỉ đạo hoặc hạn, by whoever gave it. */
        AmendCommand: {
            /** @description The assignment. */
            assignment: components["schemas"]["AssignmentId"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "amend";
            /**
             * Format: date-time
             * @description The deadline that stands from now on; unchanged where left out.
             */
            due?: string | null;
            instruction?: components["schemas"]["Instruction"] | null;
            term?: components["schemas"]["Term"] | null;
        };
        /** @description Sửa số trang, ghi chú của văn bản trong hồ sơ. */
        AmendDocumentCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "amend_document";
            /** @description Which. */
            document: components["schemas"]["DocumentId"];
            /**
             * Format: int32
             * @description Số trang.
             */
            pages: number;
            remark?: components["schemas"]["Remark"] | null;
        };
        /** @description Trả lời ý kiến: by who was asked; of another agency, whoever handles the dossier notes it. */
        AnswerConsultationCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "answer";
            /** @description Which question. */
            consultation: components["schemas"]["ConsultationId"];
            /** @description Its files. */
            files?: components["schemas"]["FileId"][];
            /** @description The answer. */
            text: components["schemas"]["Instruction"];
        };
        /** @description A document that answers another, or is answered by it, where the answer came by the interchange. */
        AnswerLink: {
            /** @description The other document. */
            document: components["schemas"]["DocumentId"];
            /**
             * Format: date
             * @description Its date.
             */
            issued_on?: string | null;
            /** @description In Vietnamese, with the number: “Trả lời văn bản số 05/UBND-VP ngày 29/11/2026”, “Được trả lời bằng văn bản số …”. */
            text: string;
            /** @description Its số, ký hiệu as they are written. */
            written?: string | null;
        };
        /** @description An incoming document that this one answers. */
        AnswerTo: {
            /** @description Which. */
            document: components["schemas"]["DocumentId"];
            /** @description Whether this is the last answer: then the incoming document is completed with it, where the office has it so. */
            final?: boolean;
        };
        /** @description Hủy ghi nhận văn bản trả lời; given by the office itself when the number of a reply is struck out. */
        AnswerVoidedCommand: {
            /** @description Số, ký hiệu of the document that answered it. */
            by: components["schemas"]["Label"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "answer_voided";
            /** @description Why its number was struck out. */
            reason: components["schemas"]["Reason"];
        };
        /** @description Đã có văn bản trả lời; given by the office itself when a reply is issued. */
        AnsweredCommand: {
            /** @description Số, ký hiệu of the document that answers it. */
            by: components["schemas"]["Label"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "answered";
            /** @description Whether the work is done with it: the last answer. */
            completes?: boolean;
        };
        /** @description Duyệt kết quả. */
        ApproveCommand: {
            /** @description The assignment that was handed in. */
            assignment: components["schemas"]["AssignmentId"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "approve";
            note?: components["schemas"]["Instruction"] | null;
        };
        /** @description Duyệt hủy, by a leader. */
        ApproveDisposalCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "approve_disposal";
        };
        /** @description Duyệt vào danh mục hồ sơ, by a leader (Art. 28). */
        ApproveEntryCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "approve";
        };
        /** @description Lấy ý kiến phối hợp: of departments and people of the agency, side by side. */
        AskOpinionsCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "ask_opinions";
            /**
             * Format: date-time
             * @description Hạn cho ý kiến, RFC 3339 with offset; exactly one of `due` and `term`.
             */
            due?: string | null;
            /** @description Of whom, each once as long as they have not answered. */
            holders: components["schemas"]["OpinionHolder"][];
            /** @description What is asked. */
            question: components["schemas"]["Instruction"];
            term?: components["schemas"]["Term"] | null;
        };
        /** @description Giao việc: gives the department's assignment to an officer, with others beside if need be. */
        AssignCommand: {
            /** @description The department's assignment. */
            assignment: components["schemas"]["AssignmentId"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "assign";
            /** @description Who handles it. */
            officer: components["schemas"]["Recipient"];
            /** @description Who supports them. */
            supporting?: components["schemas"]["Recipient"][];
        };
        /** @description Phân công: the head of the department gives the step to an officer. */
        AssignDossierCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "assign";
            note?: components["schemas"]["Instruction"] | null;
            /** @description To whom. */
            officer: components["schemas"]["PersonId"];
        };
        /** @description One assignment. */
        Assignment: {
            /**
             * Format: date-time
             * @description When its status began.
             */
            acted_at?: string | null;
            acted_by?: components["schemas"]["DoneBy"] | null;
            answers_to?: components["schemas"]["PersonRef"] | null;
            assigned_by?: components["schemas"]["DoneBy"] | null;
            /**
             * Format: date-time
             * @description Hạn xử lý.
             */
            due?: string | null;
            extension?: components["schemas"]["Extension"] | null;
            /**
             * Format: date-time
             * @description The deadline that it had first, where it has another since.
             */
            first_due?: string | null;
            /** @description Who held it before, where their work was handed over; the latest stands last. */
            former_holders?: components["schemas"]["PersonRef"][];
            /** @description Who holds it. */
            holder: components["schemas"]["HolderView"];
            /** @description Which. */
            id: components["schemas"]["AssignmentId"];
            /** @description Ý kiến chỉ đạo. */
            instruction?: string | null;
            /** @description The result goes to the leader, after the head. */
            leader_approves: boolean;
            /**
             * Format: date-time
             * @description When.
             */
            opened_at: string;
            parent?: components["schemas"]["AssignmentId"] | null;
            /** @description Why it was given back or withdrawn. */
            reason?: string | null;
            result?: components["schemas"]["WorkResult"] | null;
            /** @description Chủ trì, phối hợp, để biết or theo dõi. */
            role: components["schemas"]["AssignmentRole"];
            /** @description Where it stands. */
            status: components["schemas"]["StatusName"];
            term?: components["schemas"]["Term"] | null;
        };
        /**
         * Format: uuid
         * @description An assignment (nhiệm vụ xử lý): one handoff of a document.
         */
        AssignmentId: string;
        /**
         * @description What the holder is to do (Decree 30/2020, Art. 23(2)).
         * @enum {string}
         */
        AssignmentRole: "primary" | "supporting" | "informed" | "monitor";
        /** @description What becomes of a dossier when it is entered. */
        AtOnce: {
            /** @description It is received. */
            accept: components["schemas"]["AcceptDossier"];
        } | {
            /** @description It is to be completed first (Mẫu 02). */
            request_supplement: components["schemas"]["RequestSupplement"];
        } | {
            /** @description It is not received (Mẫu 03). */
            refuse: components["schemas"]["RefuseDossier"];
        };
        /** @description Đính kèm tệp. */
        AttachCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "attach";
            /** @description Files already uploaded. */
            files: components["schemas"]["FileId"][];
        };
        /** @description Đính kèm tệp. */
        AttachToDossierCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "attach";
            /** @description Files uploaded before. */
            files: components["schemas"]["FileId"][];
        };
        /** @description A file with who attached it. */
        Attachment: components["schemas"]["File"] & {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            by?: components["schemas"]["DoneBy"] | null;
            /** @description It has more signatures than these, which were not looked at. */
            more_signatures?: boolean;
            /** @description Chữ ký số: what is digitally signed in it. Only of incoming documents; absent where it is no PDF, or was not looked at yet: that takes a moment after it came. */
            signatures?: components["schemas"]["FileSignature"][] | null;
        };
        AuthorName: string;
        /** @description Whose the decision is (cơ quan có thẩm quyền). */
        Authority: "own" | {
            /** @description Another's: this office only receives for it (tiếp nhận không phụ thuộc địa giới hành chính). */
            other: {
                /** @description Mã định danh. */
                code: components["schemas"]["OrganCode"];
                /** @description Tên cơ quan. */
                name: components["schemas"]["Label"];
            };
        };
        /** @description That somebody is away, and who stands in for them. */
        Away: {
            /**
             * Format: date
             * @description The first day.
             */
            from: string;
            /** @description Who is away. */
            person: components["schemas"]["PersonRef"];
            /** @description Who stands in (thay). */
            substitute: components["schemas"]["PersonRef"];
            /**
             * Format: date
             * @description The last day.
             */
            until?: string | null;
        };
        /** @description At whose one signs in, and where the browser comes back to. */
        BeginSignIn: {
            /** @description The short name of the provider. */
            provider: string;
            /** @description The page to which the provider sends the browser back, to the letter one of those in the server's settings. */
            return_to: string;
        };
        /** @description A sign-in that has begun. */
        BegunSignIn: {
            /** @description Where the browser goes now. */
            authorization_url: string;
            /**
             * Format: date-time
             * @description Until when it can be ended.
             */
            expires_at: string;
            /**
             * @description For the page to keep to itself until then: without it a code that somebody has overheard, or pushes on somebody, is worth
             *     nothing.
             */
            secret: string;
            /** @description What the provider sends back beside the code: another sign-in has another. */
            state: string;
        };
        /** @description Where a step may lead. */
        Branch: {
            /** @description In which case: `Đủ điều kiện`. */
            label: components["schemas"]["Label"];
            to?: components["schemas"]["StepCode"] | null;
        };
        /** @description What came of the commands, in their order. */
        BulkAnswer: {
            /** @description One for each item. */
            results: components["schemas"]["BulkResult"][];
        };
        /** @description One command on one incoming document, on one dossier, or on one case file. */
        BulkItem: {
            case_file?: components["schemas"]["CaseFileId"] | null;
            /** @description The command: one of incoming documents' (`commandIncomingDocument`), of dossiers' (`commandDossier`), or of case files' (`commandCaseFile`). */
            command: Record<string, unknown>;
            document?: components["schemas"]["DocumentId"] | null;
            dossier?: components["schemas"]["DossierId"] | null;
            /** @description Makes a repeat of this item harmless. */
            idempotency_key?: string | null;
            /**
             * Format: int32
             * @description The version that was read; needed by commands that move what they are given to.
             */
            version?: number | null;
        };
        /** @description Commands, in the order in which they are carried out. */
        BulkRequest: {
            /** @description Say what would come of each, and change nothing. */
            dry_run?: boolean;
            /** @description The commands, at most 100. */
            items: components["schemas"]["BulkItem"][];
        };
        /** @description What came of one command. */
        BulkResult: {
            case_file?: components["schemas"]["CaseFile"] | null;
            document?: components["schemas"]["IncomingDocument"] | null;
            dossier?: components["schemas"]["Dossier"] | null;
            problem?: components["schemas"]["Problem"] | null;
            /**
             * Format: int32
             * @description The status that the command alone would have been answered with.
             */
            status: number;
        };
        /** @description Changes of a calendar, all or nothing. */
        CalendarChanges: {
            /** @description The changes, in their order. */
            commands: components["schemas"]["CalendarCommand"][];
        };
        CalendarCommand: components["schemas"]["SetDayCommand"] | components["schemas"]["ClearDayCommand"] | components["schemas"]["ConfirmYearCommand"] | components["schemas"]["SetWeekCommand"] | components["schemas"]["ClearWeekCommand"];
        /** @description What is set for a day. */
        CalendarDay: {
            /**
             * Format: date
             * @description The day, in Vietnam.
             */
            day: string;
            instrument?: components["schemas"]["Instrument"] | null;
            /** @description What people call it. */
            name: string;
            /** @description How sure it is. */
            standing: components["schemas"]["Standing"];
            /** @description What it is. */
            what: components["schemas"]["DayKind"];
            /** @description What it is, in words. */
            what_text: string;
        };
        /** @description A calendar that was changed. */
        CalendarRef: {
            /** @description The years of the whole country that a person has confirmed. */
            confirmed: number[];
            /** @description How many days are set for the whole country, the agency and its desks. */
            days: number;
        };
        /** @description Hủy dự thảo: it never had a number. */
        CancelDraftCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "cancel";
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /**
         * @description By what it goes to a counterpart of the directory.
         * @enum {string}
         */
        Carriage: "interchange" | "mail" | "post";
        /** @description A case file (hồ sơ công việc). */
        CaseFile: {
            accepted?: components["schemas"]["CaseFileDone"] | null;
            approved?: components["schemas"]["CaseFileDone"] | null;
            closed?: components["schemas"]["CaseFileDone"] | null;
            /** @description Who began it, and when. */
            created: components["schemas"]["CaseFileDone"];
            department?: components["schemas"]["DepartmentId"] | null;
            /** @description Its name. */
            department_name?: string | null;
            disposal_proposed?: components["schemas"]["CaseFileSaid"] | null;
            disposed?: components["schemas"]["CaseFileDone"] | null;
            /** @description Its documents, in the order of their ordinals. */
            documents: components["schemas"]["CaseFileDocument"][];
            /**
             * Format: date
             * @description When it ended, once it is closed.
             */
            ended_on?: string | null;
            frozen?: components["schemas"]["CaseFileSaid"] | null;
            /**
             * Format: date
             * @description The last day on which it is to be handed over to the archive; absent where it need not be, and once it is.
             */
            hand_over_due?: string | null;
            /** @description Whether that day is over. */
            hand_over_overdue: boolean;
            handed_over?: components["schemas"]["CaseFileDone"] | null;
            /** @description Which. */
            id: components["schemas"]["CaseFileId"];
            /** @description Người lập hồ sơ. */
            keeper: components["schemas"]["PersonRef"];
            /** @description Ngôn ngữ. */
            language: string;
            /** @description The commands that the reader may give to it now. */
            offered_commands: components["schemas"]["CaseFileCommandKind"][];
            opened?: components["schemas"]["CaseFileDone"] | null;
            /**
             * Format: int32
             * @description How many pages its documents have, where that is known of all.
             */
            pages?: number | null;
            /** @description Ghi chú. */
            remark?: string | null;
            reopened?: components["schemas"]["CaseFileSaid"] | null;
            /** @description Thời hạn bảo quản. */
            retention: components["schemas"]["Retention"];
            /**
             * Format: date
             * @description The last day on which it is to be kept, once it is closed and where it is not kept for ever.
             */
            retention_ends?: string | null;
            /** @description Whether that day is over. */
            retention_over: boolean;
            returned?: components["schemas"]["CaseFileSaid"] | null;
            /** @description Chế độ sử dụng. */
            rights?: string | null;
            /**
             * Format: date
             * @description When the matter began, once it is opened.
             */
            started_on?: string | null;
            /** @description Where it stands. */
            state: components["schemas"]["CaseFileStateName"];
            /** @description As an office says it. */
            state_text: string;
            struck?: components["schemas"]["CaseFileSaid"] | null;
            /** @description Số và ký hiệu hồ sơ. */
            symbol: string;
            /** @description Tiêu đề hồ sơ. */
            title: string;
            /**
             * Format: int32
             * @description Its version: what `If-Match` asks for.
             */
            version: number;
            /**
             * Format: int32
             * @description Of which year's list.
             */
            year: number;
        };
        CaseFileCommand: components["schemas"]["ApproveEntryCommand"] | components["schemas"]["StrikeEntryCommand"] | components["schemas"]["OpenCaseFileCommand"] | components["schemas"]["AmendCaseFileCommand"] | components["schemas"]["AddDocumentCommand"] | components["schemas"]["AmendDocumentCommand"] | components["schemas"]["RemoveDocumentCommand"] | components["schemas"]["CloseCaseFileCommand"] | components["schemas"]["ReopenCaseFileCommand"] | components["schemas"]["HandOverCaseFileCommand"] | components["schemas"]["AcceptCaseFileCommand"] | components["schemas"]["ReturnCaseFileCommand"] | components["schemas"]["TransferCaseFileCommand"] | components["schemas"]["ProposeDisposalCommand"] | components["schemas"]["ApproveDisposalCommand"] | components["schemas"]["RefuseDisposalCommand"] | components["schemas"]["FreezeCaseFileCommand"] | components["schemas"]["UnfreezeCaseFileCommand"];
        /**
         * @description The name of a command.
         * @enum {string}
         */
        CaseFileCommandKind: "approve" | "strike" | "open" | "amend" | "add_document" | "amend_document" | "remove_document" | "close" | "reopen" | "hand_over" | "accept" | "return" | "transfer" | "propose_disposal" | "approve_disposal" | "refuse_disposal" | "freeze" | "unfreeze";
        /** @description A document in a case file. Of one that the reader may not see there is its ordinal, and `hidden`. */
        CaseFileDocument: {
            added?: components["schemas"]["CaseFileDone"] | null;
            /** @description Cơ quan ban hành. */
            author?: string | null;
            direction?: components["schemas"]["CaseFileDocumentDirection"] | null;
            document?: components["schemas"]["DocumentId"] | null;
            /** @description Tên loại, by code. */
            document_type?: string | null;
            /** @description Whether the reader may not see it. */
            hidden: boolean;
            /**
             * Format: date
             * @description Ngày văn bản.
             */
            issued_on?: string | null;
            /**
             * Format: int32
             * @description STT văn bản trong hồ sơ, from 1.
             */
            ordinal: number;
            /**
             * Format: int32
             * @description Số trang.
             */
            pages?: number | null;
            /** @description Ghi chú. */
            remark?: string | null;
            /** @description Trích yếu; nothing of a secret one. */
            subject?: string | null;
            /** @description Số, ký hiệu. */
            written?: string | null;
        };
        /**
         * @description Whether a document came in or goes out.
         * @enum {string}
         */
        CaseFileDocumentDirection: "incoming" | "outgoing";
        /** @description By whom something was done, and when. */
        CaseFileDone: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who. */
            by: components["schemas"]["DoneBy"];
        };
        /** @description The facts as they are sent. */
        CaseFileFields: {
            department?: components["schemas"]["DepartmentId"] | null;
            keeper?: components["schemas"]["PersonId"] | null;
            language?: components["schemas"]["LanguageName"] | null;
            remark?: components["schemas"]["Remark"] | null;
            /** @description Thời hạn bảo quản. */
            retention: components["schemas"]["Retention"];
            rights?: components["schemas"]["CaseFileRights"] | null;
            /** @description Số và ký hiệu hồ sơ, such as `01.TCCB`: of one case file of the year. */
            symbol: components["schemas"]["CaseFileSymbol"];
            /** @description Tiêu đề hồ sơ. */
            title: components["schemas"]["CaseFileTitle"];
            /**
             * Format: int32
             * @description Of which year's list; the current year's where nothing is said.
             */
            year?: number | null;
        };
        /**
         * Format: uuid
         * @description A case file (hồ sơ công việc).
         */
        CaseFileId: string;
        /** @description A case file as a line of a list. */
        CaseFileLine: {
            /**
             * Format: date-time
             * @description When it was begun.
             */
            created_at: string;
            department?: components["schemas"]["DepartmentId"] | null;
            /**
             * Format: int32
             * @description How many documents it holds.
             */
            documents: number;
            /** @description Whether it is frozen. */
            frozen: boolean;
            /**
             * Format: date
             * @description The last day on which it is to be handed over to the archive.
             */
            hand_over_due?: string | null;
            /** @description Whether that day is over. */
            hand_over_overdue: boolean;
            /** @description Which. */
            id: components["schemas"]["CaseFileId"];
            /** @description Người lập hồ sơ. */
            keeper: components["schemas"]["PersonRef"];
            /** @description Thời hạn bảo quản. */
            retention: components["schemas"]["Retention"];
            /**
             * Format: date
             * @description The last day on which it is to be kept.
             */
            retention_ends?: string | null;
            /** @description Where it stands. */
            state: components["schemas"]["CaseFileStateName"];
            /** @description The same, in Vietnamese. */
            state_text: string;
            /** @description Số và ký hiệu hồ sơ. */
            symbol: string;
            /** @description Tiêu đề hồ sơ. */
            title: string;
            /**
             * Format: int32
             * @description Its version.
             */
            version: number;
            /**
             * Format: int32
             * @description Of which year's list.
             */
            year: number;
        };
        /** @description A case file in which a document is. */
        CaseFileRef: {
            /** @description Which. */
            id: components["schemas"]["CaseFileId"];
            /** @description Where it stands. */
            state: components["schemas"]["CaseFileStateName"];
            /** @description The same, in Vietnamese. */
            state_text: string;
            /** @description Số và ký hiệu hồ sơ. */
            symbol: string;
            /** @description Tiêu đề hồ sơ. */
            title: string;
        };
        CaseFileRights: string;
        /** @description A reason, with who gave it and when. */
        CaseFileSaid: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who. */
            by: components["schemas"]["DoneBy"];
            /** @description Why. */
            reason: string;
        };
        /**
         * @description The name of a state.
         * @enum {string}
         */
        CaseFileStateName: "planned" | "approved" | "struck" | "open" | "closed" | "handed_over" | "archived" | "disposal_proposed" | "disposed";
        CaseFileSymbol: string;
        CaseFileTitle: string;
        /** @description A procedure of the catalogue. */
        CatalogueProcedure: {
            /** @description Which. */
            id: components["schemas"]["ProcedureId"];
            /**
             * Format: int32
             * @description Which version of it; the last where none is given.
             */
            version?: number | null;
        };
        /** @description Sửa thông tin phòng, ban. What isn't there stays. */
        ChangeDepartmentCommand: {
            code?: components["schemas"]["DepartmentCode"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "change_department";
            /** @description Which, by id or code. */
            department: components["schemas"]["Known"];
            name?: components["schemas"]["Label"] | null;
            /**
             * Format: int32
             * @description Its place among the others.
             */
            order?: number | null;
            parent?: components["schemas"]["Known"] | null;
        };
        /** @description Giao người khác soạn thảo, by the head of the drafting unit. */
        ChangeDrafterCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "change_drafter";
            /** @description Who drafts it from now on. */
            drafter: components["schemas"]["PersonId"];
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /** @description The present password and the new one. */
        ChangePassword: {
            /**
             * Format: password
             * @description Mật khẩu mới: at least 12 characters, and not one's user name.
             */
            new: string;
            /**
             * Format: password
             * @description Mật khẩu hiện tại.
             */
            present: string;
        };
        /** @description Sửa thông tin người. What isn't there stays. */
        ChangePersonCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "change_person";
            email?: components["schemas"]["EmailAddress"] | null;
            name?: components["schemas"]["Label"] | null;
            /** @description Who, by id or user name. */
            person: components["schemas"]["Known"];
            title?: components["schemas"]["Label"] | null;
            username?: components["schemas"]["Username"] | null;
        };
        /** @description Đổi thiết lập của cơ quan: limits, default terms, what a recall and a pause do. What isn't there stays. */
        ChangeSettingsCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "change_settings";
            /**
             * Format: int32
             * @description For how many minutes a mail that hands nothing over waits for others about the same document: 0 to 60.
             */
            gather_minutes?: number | null;
            /**
             * Format: int32
             * @description The most files that one document may have: 1 to 10,000.
             */
            max_files?: number | null;
            /**
             * Format: int32
             * @description For how many days at the most an administrator may be let look at a document: 1 to 90.
             */
            max_look_days?: number | null;
            /**
             * Format: int32
             * @description The most recipients that one direction may name: 1 to 1,000.
             */
            max_recipients?: number | null;
            /**
             * @description Thứ tự lãnh đạo nhận văn bản hỏa tốc khi lãnh đạo được trình vắng mặt, by id or user name, in the stead of all that stood: at
             *     most 20.
             */
            next_in_line?: components["schemas"]["Known"][] | null;
            one_stop?: components["schemas"]["ChangedOneStop"] | null;
            outgoing?: components["schemas"]["ChangedOutgoing"] | null;
            /** @description Whether deadlines move by the time for which work was paused. */
            pause_stops_clock?: boolean | null;
            recall?: components["schemas"]["RecallPolicy"] | null;
            reminders?: components["schemas"]["ChangedReminders"] | null;
            steps?: components["schemas"]["ChangedSteps"] | null;
            /** @description Thời hạn xử lý mặc định, by type and urgency, in the stead of all that stood: at most 200. */
            terms?: components["schemas"]["DefaultTerm"][] | null;
        };
        /** @description What changes of it; what isn't there stays. */
        ChangedOneStop: {
            /**
             * Format: int32
             * @description After how many unused months a citizen's account is erased: 1 to 120.
             * @default null
             */
            account_months: number | null;
            /** @default null */
            address: components["schemas"]["PostalAddress"] | null;
            /** @default null */
            centre: components["schemas"]["Label"] | null;
            /**
             * Format: int32
             * @description For how many days a citizen's draft is kept: 1 to 365.
             * @default null
             */
            draft_days: number | null;
            /** @default null */
            email: components["schemas"]["EmailAddress"] | null;
            /** @default null */
            instrument: components["schemas"]["Label"] | null;
            /**
             * Format: int32
             * @description For how many days a reception may be entered afterwards: 0 to 365.
             * @default null
             */
            late_entry_days: number | null;
            /**
             * @description Whether citizens hand in by accounts of their own.
             * @default null
             */
            own_submission: boolean | null;
            /** @default null */
            phone: components["schemas"]["PhoneNumber"] | null;
            /**
             * @description Whether citizens who have given a telephone number get short messages by it.
             * @default null
             */
            short_texts: boolean | null;
            /** @default null */
            superior: components["schemas"]["Label"] | null;
            /**
             * Format: int32
             * @description After how many years the files of what was never received are erased: 0 (never) to 50.
             * @default null
             */
            unreceived_years: number | null;
        };
        /** @description What changes of it; what isn't there stays. */
        ChangedOutgoing: {
            /** @default null */
            agency_notation: components["schemas"]["Notation"] | null;
            /** @default null */
            copies_by: components["schemas"]["CopyMakers"] | null;
            /**
             * @description Whether the last answer completes what it answers.
             * @default null
             */
            final_answer_completes: boolean | null;
            /** @default null */
            form_check: components["schemas"]["FormDesk"] | null;
            /**
             * Format: int32
             * @description How many megabytes a mail may carry.
             * @default null
             */
            max_mailed_megabytes: number | null;
            /** @default null */
            place: components["schemas"]["Label"] | null;
            /** @default null */
            receipt_within: components["schemas"]["StepTerm"] | null;
            /** @default null */
            superior: components["schemas"]["Label"] | null;
            /**
             * @description Chữ viết tắt tên đơn vị, by code: all of them.
             * @default null
             */
            unit_notations: {
                [key: string]: components["schemas"]["Notation"];
            } | null;
        };
        /** @description What changes of it; what isn't there stays. */
        ChangedReminders: {
            /**
             * Format: int32
             * @description Days before the deadline: 0 to 60.
             * @default null
             */
            before_days: number | null;
            /**
             * @description When the morning's digest goes out, as `07:30`.
             * @default null
             */
            digest_at: string | null;
            /**
             * Format: int32
             * @description How many documents each part of a digest names: 1 to 100.
             * @default null
             */
            digest_lines: number | null;
            /**
             * Format: int32
             * @description Working days after it, for the head of the holder's department: 1 to 60.
             * @default null
             */
            head_after_days: number | null;
            /**
             * Format: int32
             * @description Working minutes after it, for its holder: 1 to 480.
             * @default null
             */
            holder_after_minutes: number | null;
            /**
             * Format: int32
             * @description Working days after it, for whoever directed and monitors: 1 to 60, and not before the head.
             * @default null
             */
            leader_after_days: number | null;
            /**
             * Format: int32
             * @description Minutes after the deadline of an urgent document, for the head of the holder's department: 1 to 1440.
             * @default null
             */
            urgent_head_after_minutes: number | null;
            /**
             * Format: int32
             * @description Minutes after it, for whoever directed and monitors: 1 to 1440, and not before the head.
             * @default null
             */
            urgent_leader_after_minutes: number | null;
            /**
             * @description Whether leaders get one of their departments once a week.
             * @default null
             */
            weekly: boolean | null;
        };
        /** @description The steps that change; those that aren't there stay. */
        ChangedSteps: {
            /** @default null */
            dispatch: components["schemas"]["StepTerm"] | null;
            /** @default null */
            issue: components["schemas"]["StepTerm"] | null;
            /** @default null */
            present: components["schemas"]["StepTerm"] | null;
            /** @default null */
            register: components["schemas"]["StepTerm"] | null;
        };
        /** @description What changes of a template; what isn't there stays. */
        ChangedTemplate: {
            /**
             * @description Whether documents can be made from it.
             * @default null
             */
            active: boolean | null;
            /** @default null */
            file: components["schemas"]["FileId"] | null;
            /** @default null */
            name: components["schemas"]["Label"] | null;
        };
        /**
         * @description How it came.
         * @enum {string}
         */
        Channel: "paper" | "interchange" | "email" | "fax" | "one_stop";
        /** @description A sum that is asked for. */
        ChargeFields: {
            /**
             * Format: int64
             * @description Đồng.
             */
            amount: number;
            /** @description What for. */
            name: components["schemas"]["Label"];
        };
        /**
         * @description How somebody is told a kind of notice.
         * @enum {string}
         */
        Choice: "at_once" | "digest" | "none";
        /** @description An account. */
        CitizenAccount: {
            /**
             * Format: date-time
             * @description Since when.
             */
            created_at: string;
            /** @description The address that was confirmed: notices go there. */
            email: components["schemas"]["EmailAddress"];
            /**
             * Format: date-time
             * @description When somebody last signed in.
             */
            signed_in_at: string;
        };
        /** @description That a code is on its way, if the address gets mail. */
        CitizenCodeSent: {
            /**
             * Format: date-time
             * @description Until when the code holds.
             */
            expires_at: string;
            /**
             * Format: uuid
             * @description What is named beside the code.
             */
            request: string;
        };
        /** @description A dossier, as whoever handed it in sees it: what they have told themselves, and how far it has come. */
        CitizenDossier: {
            /** @description The papers. */
            components: components["schemas"]["CitizenPaper"][];
            /** @description Which. */
            id: components["schemas"]["DossierId"];
            /** @description Chủ hồ sơ. */
            owner: components["schemas"]["Party"];
            /** @description How far it has come: what the public look-up shows. */
            progress: components["schemas"]["DossierProgress"];
            /** @description Nội dung yêu cầu. */
            request: components["schemas"]["Subject"];
            /** @description How the result is handed out. */
            return_way: components["schemas"]["ReturnWay"];
            submitter?: components["schemas"]["Party"] | null;
        };
        /** @description A dossier that was handed in, as far as it has come. */
        CitizenDossierLine: {
            /** @description Which. */
            id: components["schemas"]["DossierId"];
            /** @description How far it has come: what the public look-up shows. */
            progress: components["schemas"]["DossierProgress"];
        };
        /** @description A draft. */
        CitizenDraft: {
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            changed_at: string;
            /**
             * Format: date-time
             * @description Since when.
             */
            created_at: string;
            /** @description What was put together. */
            draft: components["schemas"]["DossierDraft"];
            /**
             * Format: date-time
             * @description When it is deleted, where nobody changes it.
             */
            expires_at: string;
            /** @description The files that were uploaded to it. */
            files: components["schemas"]["File"][];
            /** @description Which. */
            id: components["schemas"]["DraftId"];
            /** @description Mã thủ tục. */
            procedure: string;
            /** @description Tên thủ tục. */
            procedure_name: string;
            /**
             * Format: int32
             * @description How often it was written.
             */
            version: number;
        };
        /** @description What became of an account that was erased. */
        CitizenErasure: {
            /** @description How many drafts went. */
            drafts: number;
            /** @description How many files that were not handed in went. */
            files: number;
            /** @description The dossiers that stay. */
            kept: components["schemas"]["CitizenDossierLine"][];
            /** @description Why they stay, in the reader's language. */
            kept_because: string;
        };
        /** @description All that an account holds. */
        CitizenExport: {
            /** @description The account. */
            account: components["schemas"]["CitizenAccount"];
            /** @description The agency's name. */
            agency: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            at: string;
            /** @description What was handed in. */
            dossiers: components["schemas"]["CitizenDossier"][];
            /** @description Its drafts. */
            drafts: components["schemas"]["CitizenDraft"][];
            /** @description All files of both, each to be downloaded. */
            files: components["schemas"]["CitizenExportedFile"][];
            /** @description Where it is signed in. */
            sessions: components["schemas"]["CitizenSignedIn"][];
        };
        /** @description A file of an export. */
        CitizenExportedFile: {
            /** @description The file. */
            file: components["schemas"]["File"];
            /** @description Where it is downloaded, with the same token. */
            href: string;
            /**
             * Format: uuid
             * @description The draft or the dossier that it is of.
             */
            of: string;
        };
        /** @description A paper as its citizen has handed it in. */
        CitizenPaper: {
            /**
             * Format: date-time
             * @description When it came.
             */
            at: string;
            component?: components["schemas"]["ComponentCode"] | null;
            /**
             * Format: int32
             * @description How many.
             */
            count: number;
            /** @description Its files that were handed in online. */
            files: components["schemas"]["File"][];
            /** @description In which form. */
            form: components["schemas"]["ComponentForm"];
            /** @description Tên giấy tờ. */
            name: components["schemas"]["Subject"];
            note?: components["schemas"]["Remark"] | null;
        };
        /** @description What somebody is signed in with. */
        CitizenSession: {
            /**
             * Format: date-time
             * @description Until when it holds.
             */
            expires_at: string;
            /**
             * Format: password
             * @description The bearer token of requests below `/public/{agency}/account`; it opens nothing else.
             */
            token: string;
        };
        /** @description While somebody is signed in somewhere. */
        CitizenSignedIn: {
            /**
             * Format: date-time
             * @description Since when.
             */
            since: string;
            /**
             * Format: date-time
             * @description Until when at the most.
             */
            until: string;
        };
        /** @description Bỏ lịch riêng đã đặt cho một ngày. */
        ClearDayCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "clear_day";
            /**
             * Format: date
             * @description The day.
             */
            day: string;
            department?: components["schemas"]["Known"] | null;
            /** @description Whether it was set for the whole country. */
            national?: boolean;
        };
        /** @description Bỏ giờ làm việc riêng: on these days the agency works by the usual hours, or a desk by those above it. */
        ClearWeekCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "clear_week";
            department?: components["schemas"]["Known"] | null;
            /**
             * Format: date
             * @description The first day; today where none is given.
             */
            from?: string | null;
            /**
             * Format: date
             * @description The last day; none where it holds until further notice.
             */
            until?: string | null;
        };
        /** @description Kết thúc hồ sơ (Art. 29(4)): its retention is looked at once more, and its documents and pages are counted. */
        CloseCaseFileCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "close";
            /**
             * Format: date
             * @description When the matter ended.
             */
            ended_on: string;
            /** @description Thời hạn bảo quản from now on. */
            retention: components["schemas"]["Retention"];
        };
        /** @description Lưu để biết: no work follows; these are told. */
        CloseCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "close";
            /** @description Who reads it. */
            readers?: components["schemas"]["Holder"][];
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /** @description Rút lượt lấy ý kiến. */
        CloseConsultationCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "close_consultation";
            /** @description Which question. */
            consultation: components["schemas"]["ConsultationId"];
        };
        CodeNumber: string;
        /** @description Why a command is possible or not. */
        CommandExplanation: {
            /** @description Whether the reader may give it now. */
            allowed: boolean;
            /** @description The command. */
            command: components["schemas"]["CommandKind"];
            /** @description Why not, in the reader's language. */
            reason?: string | null;
            /** @description The rule that says no. */
            rule?: string | null;
            /** @description Who may give it now. */
            who_can: components["schemas"]["PersonRef"][];
        };
        /**
         * @description The name of a command.
         * @enum {string}
         */
        CommandKind: "register" | "refuse" | "present" | "route" | "close" | "return_to_sender" | "void" | "pass" | "direct" | "give_back" | "assign" | "submit_result" | "redirect" | "reassign" | "take_back" | "approve" | "reject" | "file" | "reopen" | "recall" | "agree_recall" | "refuse_recall" | "accept" | "amend" | "add_recipient" | "withdraw" | "comment" | "attach" | "correct" | "report_progress" | "remind" | "request_extension" | "grant_extension" | "refuse_extension" | "pause" | "resume" | "hand_over" | "grant_look" | "end_look" | "acknowledge" | "answered" | "answer_voided" | "pass_on" | "recount_deadlines";
        /** @description Trao đổi. */
        CommentCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "comment";
            /** @description The words. */
            text: components["schemas"]["Instruction"];
        };
        /** @description How a document was completed. */
        Completion: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            by?: components["schemas"]["DoneBy"] | null;
            /** @description Why it was kept for information, if it was. */
            reason?: string | null;
        };
        /** @description One paper of the dossier (thành phần hồ sơ). */
        Component: {
            blank?: components["schemas"]["Label"] | null;
            /** @description A short code, unique within the procedure: `to-khai`. */
            code: components["schemas"]["ComponentCode"];
            /**
             * Format: int32
             * @description How many.
             */
            count?: number;
            /** @description In which form. */
            form: components["schemas"]["ComponentForm"];
            /** @description Tên giấy tờ. */
            name: components["schemas"]["Subject"];
            note?: components["schemas"]["Remark"] | null;
            /** @description Whether a dossier without it is incomplete; else it is brought where the case asks for it. */
            required?: boolean;
        };
        ComponentCode: string;
        /**
         * @description In which form a component is handed in (`LoaiBan` in exchanges: 0 original, 1 copy, 2 electronic).
         * @enum {string}
         */
        ComponentForm: "original" | "copy" | "electronic";
        /** @description Xác nhận lịch nghỉ của một năm: a clerk has compared it with what was announced. */
        ConfirmYearCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "confirm_year";
            /**
             * Format: int32
             * @description The year.
             */
            year: number;
        };
        /** @description Lấy ý kiến of departments, people and other agencies. */
        ConsultOnCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "consult";
            /** @description Of whom. */
            consulted: components["schemas"]["ConsultedFields"][];
            /** @description What. */
            question: components["schemas"]["Instruction"];
            /** @description How long they have. */
            term: components["schemas"]["Term"];
        };
        /** @description A question to others. */
        Consultation: {
            /** @description Of which other agency. */
            agency?: string | null;
            answer?: components["schemas"]["ConsultationAnswer"] | null;
            /**
             * Format: date-time
             * @description When.
             */
            asked_at: string;
            asked_by?: components["schemas"]["DoneBy"] | null;
            /**
             * Format: date-time
             * @description Until when.
             */
            due: string;
            holder?: components["schemas"]["HolderView"] | null;
            /** @description Which. */
            id: components["schemas"]["ConsultationId"];
            /** @description Whether the answer came, or still has not come, after its date. */
            late: boolean;
            /** @description Whether it still waits. */
            open: boolean;
            /** @description What. */
            question: string;
        };
        /** @description An answer. */
        ConsultationAnswer: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description By whose hand. */
            by: components["schemas"]["DoneBy"];
            /** @description In files. */
            files: components["schemas"]["Attachment"][];
            /** @description In words. */
            text: string;
        };
        /**
         * Format: uuid
         * @description A question to a department or an agency about a dossier (lấy ý kiến).
         */
        ConsultationId: string;
        /** @description Of whom something is asked: exactly one of the three. */
        ConsultedFields: {
            agency?: components["schemas"]["Label"] | null;
            department?: components["schemas"]["DepartmentId"] | null;
            person?: components["schemas"]["PersonId"] | null;
        };
        /** @description Bỏ ngày giải thể: the agency goes on. */
        ContinueAgencyCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "continue_agency";
        };
        /** @description Bỏ ngày giải thể: the department goes on. */
        ContinueDepartmentCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "continue_department";
            /** @description Which, by id or code. */
            department: components["schemas"]["Known"];
        };
        /** @description Bỏ ngày thôi việc: the person goes on, or comes back. */
        ContinuePersonCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "continue_person";
            /** @description Who, by id or user name. */
            person: components["schemas"]["Known"];
        };
        /** @description What is copied. */
        CopiedDocument: {
            /** @description Tác giả. */
            author: string;
            /** @description Whether it came in or went out. */
            direction: components["schemas"]["DocumentDirection"];
            /** @description Which. */
            document: components["schemas"]["DocumentId"];
            /**
             * Format: date
             * @description Ngày văn bản.
             */
            issued_on?: string | null;
            /** @description Số, ký hiệu. */
            written?: string | null;
        };
        /**
         * @description In which form something is copied.
         * @enum {string}
         */
        CopyForm: "sao_y" | "sao_luc" | "trich_sao";
        /** @description One copy of a document. */
        CopyLine: {
            /** @description Which. */
            document: components["schemas"]["DocumentId"];
            /** @description In which form. */
            form: components["schemas"]["CopyForm"];
            /**
             * Format: date
             * @description Ngày.
             */
            issued_on?: string | null;
            /** @description Where it stands. */
            state: components["schemas"]["OutgoingStateName"];
            /** @description Số, ký hiệu as they are written, once it has them. */
            written?: string | null;
        };
        /**
         * @description Who makes copies (bản sao; Decree 30/2020, Art. 27(1)): the head of the agency says so.
         * @enum {string}
         */
        CopyMakers: "registry" | "everybody";
        /**
         * @description On what something stands.
         * @enum {string}
         */
        CopyMedium: "paper" | "electronic";
        /** @description What a copy is of, and how it is made. */
        CopyShown: {
            /** @description Of a sao lục: số, ký hiệu of the sao y before it, where that was named. */
            copied_from?: string | null;
            /** @description Of an excerpt: which part. */
            excerpt?: string | null;
            /** @description In which form. */
            form: components["schemas"]["CopyForm"];
            /** @description On what the original stands. */
            from: components["schemas"]["CopyMedium"];
            /** @description What is copied. */
            of: components["schemas"]["CopiedDocument"];
            /** @description The same in Vietnamese, with what it is of. */
            text: string;
            /** @description On what the copy stands. */
            to: components["schemas"]["CopyMedium"];
        };
        /** @description Sửa thông tin đăng ký; what stood before is kept. Fields left out stay as they are. */
        CorrectCommand: {
            author?: components["schemas"]["AuthorName"] | null;
            author_code?: components["schemas"]["OrganCode"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "correct";
            /** @description Correct it though the same document seems to be entered already. */
            confirm_duplicate?: boolean;
            /**
             * Format: int32
             * @description Số lượng bản.
             */
            copies?: number | null;
            /**
             * Format: date
             * @description Thời hạn giải quyết.
             */
            deadline?: string | null;
            /** @description Tên loại. */
            document_type?: string | null;
            /**
             * Format: date
             * @description Ngày văn bản.
             */
            issued_on?: string | null;
            language?: components["schemas"]["LanguageName"] | null;
            notation?: components["schemas"]["Notation"] | null;
            number?: components["schemas"]["CodeNumber"] | null;
            /**
             * Format: int32
             * @description Số trang.
             */
            pages?: number | null;
            /** @description Why. */
            reason: components["schemas"]["Reason"];
            /** @description What it replaces, amends or corrects: all of it. */
            relations?: components["schemas"]["IncomingRelation"][] | null;
            remark?: components["schemas"]["Remark"] | null;
            signer_name?: components["schemas"]["SignerName"] | null;
            signer_position?: components["schemas"]["SignerPosition"] | null;
            subject?: components["schemas"]["Subject"] | null;
            urgency?: components["schemas"]["Urgency"] | null;
        };
        /** @description Sửa thông tin liên hệ. */
        CorrectContactCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "correct_contact";
            /** @description Whoever is spoken to, as they are from now on. */
            contact: components["schemas"]["Party"];
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /** @description Đính chính kết quả: it was wrong, and is handed out anew. */
        CorrectResultCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "correct_result";
            /** @description What was wrong, in words for the citizen. */
            reason: components["schemas"]["Reason"];
            /** @description The result from now on. */
            result: components["schemas"]["SetOutcome"];
        };
        /** @description An agency to which something can be sent. */
        Counterpart: {
            /** @description Mã định danh. */
            code: string;
            /** @description Tên cơ quan. */
            name: string;
        };
        /** @description Somebody to whom something can be sent; of another agency, what it lets one's own know. */
        CounterpartDetail: {
            /** @description Whether it can be named as a recipient. */
            active: boolean;
            /** @description Địa chỉ bưu điện. */
            address?: string | null;
            /** @description Mã định danh. */
            code?: string | null;
            /** @description Thư điện tử. */
            email?: string | null;
            /**
             * Format: uuid
             * @description The id under which its figures are asked for, where it lets them be known.
             */
            figures?: string | null;
            /** @description It lets one's own agency know how the documents stand that it was sent. */
            follow_up: boolean;
            /**
             * Format: uuid
             * @description Which; of one of the office's directory.
             */
            id?: string | null;
            /** @description Of which kind. */
            kind: components["schemas"]["CounterpartKind"];
            /** @description Tên cơ quan, tổ chức, cá nhân. */
            name: string;
            /**
             * Format: int32
             * @description Its version; of one of the office's directory.
             */
            version?: number | null;
        };
        /** @description What is known of a counterpart. */
        CounterpartFields: {
            /** @description Whether it can be named as a recipient. */
            active?: boolean;
            address?: components["schemas"]["Remark"] | null;
            code?: components["schemas"]["OrganCode"] | null;
            email?: components["schemas"]["EmailAddress"] | null;
            /** @description Tên cơ quan, tổ chức, cá nhân. */
            name: components["schemas"]["AuthorName"];
        };
        /**
         * Format: uuid
         * @description A counterpart (nơi gửi, nơi nhận) of the office's directory, outside the installation.
         */
        CounterpartId: string;
        /**
         * @description Of which kind a counterpart is.
         * @enum {string}
         */
        CounterpartKind: "agency" | "outside";
        /** @description An agency to be set up. */
        CreateAgency: {
            /** @description Its first administrator. They sign in once they have been given a password. */
            administrator: components["schemas"]["FirstAdministrator"];
            /** @description Mã định danh. */
            code: components["schemas"]["OrganCode"];
            /**
             * Format: date
             * @description Its first day; today where none is given.
             */
            from?: string | null;
            /** @description Tên cơ quan. */
            name: components["schemas"]["Label"];
        };
        /** @description Begins a case file: an entry of the year's list, or one that is opened at once. */
        CreateCaseFile: {
            /** @description What is known of it. */
            facts: components["schemas"]["CaseFileFields"];
            /** @description Open it at once, without an entry of the list (Art. 29(2)). */
            open?: boolean;
            /**
             * Format: date
             * @description When the matter began, of one that is opened at once; today where nothing is said.
             */
            started_on?: string | null;
        };
        /** @description A draft to be begun. */
        CreateCitizenDraft: {
            /** @description What there is to it already; no files yet. */
            draft?: components["schemas"]["DossierDraft"];
            /** @description Mã thủ tục of a procedure that is done online, such as `1.004222`. */
            procedure: components["schemas"]["Label"];
        };
        /** @description Lập phòng, ban. */
        CreateDepartmentCommand: {
            /** @description Its code; unique in the agency for ever. */
            code: components["schemas"]["DepartmentCode"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "create_department";
            /**
             * Format: date
             * @description Its first day; today where none is given.
             */
            from?: string | null;
            /** @description Tên phòng, ban. */
            name: components["schemas"]["Label"];
            /**
             * Format: int32
             * @description Its place among the others; behind them where none is given.
             */
            order?: number | null;
            parent?: components["schemas"]["Known"] | null;
        };
        /** @description Begins a draft. */
        CreateOutgoingDocument: {
            /** @description What it is about. */
            content: components["schemas"]["OutgoingContent"];
            /** @description Put it before the head of the unit in the same step. */
            submit?: boolean;
        };
        /** @description Thêm người. */
        CreatePersonCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "create_person";
            email?: components["schemas"]["EmailAddress"] | null;
            /**
             * Format: date
             * @description Their first day; today where none is given.
             */
            from?: string | null;
            /** @description Họ và tên. */
            name: components["schemas"]["Label"];
            /** @description Their positions from that day on. */
            positions?: components["schemas"]["NewPosition"][];
            /** @description Their roles from that day on. */
            roles?: components["schemas"]["Role"][];
            /** @description Chức vụ, as it stands under a signature. */
            title: components["schemas"]["Label"];
            /** @description The name they sign in with; unique in the installation. */
            username: components["schemas"]["Username"];
        };
        /** @description The figures of documents over a time. */
        Dashboard: {
            /**
             * Format: date-time
             * @description When it was counted.
             */
            at: string;
            /** @description What the parts are told apart by. */
            by: components["schemas"]["DashboardGrouping"];
            department?: components["schemas"]["DashboardUnit"] | null;
            /**
             * Format: date
             * @description Its first day.
             */
            from: string;
            /**
             * Format: date-time
             * @description Of a week or a month that is over: when its figures were written. Later changes do not show in them. Absent where they are counted now.
             */
            frozen_at?: string | null;
            /** @description Văn bản đến. */
            incoming: components["schemas"]["DashboardSide"];
            /** @description Văn bản đi. */
            outgoing: components["schemas"]["DashboardSide"];
            person?: components["schemas"]["PersonRef"] | null;
            /**
             * Format: int64
             * @description How many documents, of those that were there before there were counters, have yet to be counted; 0 but for a while after an upgrade.
             */
            uncounted: number;
            /**
             * Format: date
             * @description Its last day.
             */
            until: string;
        };
        /**
         * @description What figures are told apart by.
         * @enum {string}
         */
        DashboardGrouping: "type" | "sender" | "unit" | "officer" | "month";
        /** @description The figures of one way. */
        DashboardSide: {
            /** @description By what was asked for. */
            groups: components["schemas"]["DocumentGroup"][];
            /** @description How long documents were in each state; of one person there is none, for they are kept by units. */
            steps: components["schemas"]["DocumentStepTime"][];
            /** @description All together. */
            total: components["schemas"]["DocumentFigures"];
        };
        /** @description A unit, by id and name. */
        DashboardUnit: {
            /** @description Which. */
            id: components["schemas"]["DepartmentId"];
            /** @description Its name. */
            name: string;
        };
        DayHours: string;
        /** @description What a day is, out of turn. Those without facts of their own have braces, so that reading refuses facts that aren't theirs. */
        DayKind: {
            /** @enum {string} */
            kind: "public_holiday";
        } | {
            /**
             * Format: date
             * @description That holiday.
             */
            for_day: string;
            /** @enum {string} */
            kind: "compensatory";
        } | {
            /** @enum {string} */
            kind: "swapped_off";
            /**
             * Format: date
             * @description The day that is worked; none where it isn't known.
             */
            made_up_on?: string | null;
        } | {
            /**
             * Format: date
             * @description The working day that became rest; none where it isn't known.
             */
            for_day?: string | null;
            /** @enum {string} */
            kind: "make_up";
        } | {
            /** @enum {string} */
            kind: "local_rest";
        } | {
            hours?: components["schemas"]["DayHours"] | null;
            /** @enum {string} */
            kind: "local_work";
        };
        /** @description A deadline, and how it came about. */
        Deadline: {
            /**
             * Format: date-time
             * @description The deadline.
             */
            due: string;
            /**
             * Format: date-time
             * @description From when it is counted.
             */
            from: string;
            /** @description The years that it goes through of which not all days are set: it may change when they are. */
            proposed_years: number[];
            /** @description Each day or stretch that was counted or skipped. */
            steps: components["schemas"]["DeadlineStep"][];
            /** @description How long. */
            term: components["schemas"]["Term"];
            /** @description How long, in words. */
            term_text: string;
        };
        /** @description A day, or a stretch of one, on the way to a deadline. */
        DeadlineStep: {
            /**
             * Format: date
             * @description The day.
             */
            day: string;
            /** @description What became of it and why, in words. */
            text: string;
        };
        /**
         * @description Thời hạn xử lý mặc định: how long whoever handles a document has where no deadline is given. The law sets none; an office's working
         *     regulation does (Decree 30/2020, Art. 24(2)).
         */
        DefaultTerm: {
            /** @description Tên loại, by code; every type where none is named. */
            document_type?: string | null;
            /** @description How long. */
            term: components["schemas"]["Term"];
            urgency?: components["schemas"]["Urgency"] | null;
        };
        /** @description What is known of a document that is sent. Whose it is, the installation knows. */
        DeliveredFacts: {
            /**
             * Format: date
             * @description Thời hạn giải quyết.
             */
            deadline?: string | null;
            /** @description Tên loại: a code of `listDocumentTypes`. */
            document_type: string;
            /**
             * Format: date
             * @description Ngày văn bản.
             */
            issued_on?: string | null;
            language?: components["schemas"]["LanguageName"] | null;
            notation?: components["schemas"]["Notation"] | null;
            number?: components["schemas"]["CodeNumber"] | null;
            /**
             * Format: int32
             * @description Số trang.
             */
            pages?: number | null;
            /** @description Earlier documents of the sender that it replaces, amends or corrects. */
            relations?: components["schemas"]["IncomingRelation"][];
            remark?: components["schemas"]["Remark"] | null;
            signer_name?: components["schemas"]["SignerName"] | null;
            signer_position?: components["schemas"]["SignerPosition"] | null;
            /** @description Trích yếu. */
            subject: components["schemas"]["Subject"];
            /** @description Độ khẩn. */
            urgency?: components["schemas"]["Urgency"];
        };
        /** @description A document that was sent to another agency. */
        Delivery: {
            /**
             * Format: date
             * @description Thời hạn giải quyết.
             */
            deadline?: string | null;
            /** @description Tên loại, by code. */
            document_type: string;
            entry?: components["schemas"]["ReceiversEntry"] | null;
            failure?: components["schemas"]["DeliveryFailure"] | null;
            /** @description Its files. */
            files: components["schemas"]["File"][];
            follow_up?: components["schemas"]["FollowUp"] | null;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /**
             * Format: date
             * @description Ngày văn bản.
             */
            issued_on?: string | null;
            /** @description Ký hiệu. */
            notation?: string | null;
            /** @description Số văn bản. */
            number?: string | null;
            /** @description Why the receiver refused it or sent it back, or why it was recalled. */
            reason?: string | null;
            recall?: components["schemas"]["DeliveryRecall"] | null;
            /**
             * Format: date-time
             * @description When.
             */
            sent_at: string;
            sent_by?: components["schemas"]["DoneBy"] | null;
            /** @description What stands at the receiver. */
            standing: components["schemas"]["DeliveryStanding"];
            /** @description The same, as the office says it. */
            standing_text: string;
            /** @description Trích yếu. */
            subject?: string | null;
            /** @description To whom. */
            to: components["schemas"]["Counterpart"];
            /** @description Độ khẩn. */
            urgency: components["schemas"]["Urgency"];
        };
        /** @description What said no at the receiver. */
        DeliveryFailure: {
            /** @description The rule's name. */
            code: string;
            /** @description The rule in words. */
            detail: string;
        };
        /** @description A recall, as it stands. */
        DeliveryRecall: {
            failure?: components["schemas"]["DeliveryFailure"] | null;
            /** @description Why. */
            reason?: string | null;
            /** @description How it stands; `done`: the receiver was told. */
            state: components["schemas"]["DeliveryStep"];
        };
        /**
         * @description What stands at the receiver.
         * @enum {string}
         */
        DeliveryStanding: "queued" | "failed" | "arrived" | "registered" | "refused" | "returned" | "voided" | "recalled";
        /**
         * @description How a command at the receiver stands.
         * @enum {string}
         */
        DeliveryStep: "queued" | "done" | "failed";
        /** @description A department. */
        Department: {
            /** @description Its short code. */
            code: string;
            /** @description Which. */
            id: components["schemas"]["DepartmentId"];
            /** @description Tên phòng, ban. */
            name: string;
            parent?: components["schemas"]["DepartmentId"] | null;
        };
        DepartmentCode: string;
        /** @description A department with its dates. */
        DepartmentDetail: {
            /** @description Its short code. */
            code: string;
            /**
             * Format: date
             * @description Its first day.
             */
            from: string;
            /** @description Which. */
            id: components["schemas"]["DepartmentId"];
            /** @description Tên phòng, ban. */
            name: string;
            /**
             * Format: int32
             * @description Its place among the others.
             */
            order: number;
            parent?: components["schemas"]["DepartmentId"] | null;
            successor?: components["schemas"]["DepartmentId"] | null;
            /**
             * Format: date
             * @description Its last day.
             */
            until?: string | null;
        };
        /**
         * Format: uuid
         * @description A department (phòng, ban, đơn vị) of an agency.
         */
        DepartmentId: string;
        /** @description What a person is in a department. */
        DepartmentPost: {
            /** @description The department. */
            department: components["schemas"]["DepartmentId"];
            /** @description Head, deputy, registry or officer. */
            post: components["schemas"]["Post"];
        };
        /** @description Bút phê: assigns in one step. */
        DirectCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "direct";
            direction?: components["schemas"]["Direction"] | null;
        };
        /** @description A direction as it is proposed to, or given by, a leader (ý kiến chỉ đạo): exactly one primary, any number beside it. */
        Direction: {
            /** @description Nhận để biết; without deadlines. */
            informed?: components["schemas"]["Recipient"][];
            /** @description The result comes back to the leader for approval, after the head of the department. */
            leader_approves?: boolean;
            /** @description Theo dõi, đôn đốc; without deadlines. */
            monitors?: components["schemas"]["Recipient"][];
            /** @description Chủ trì. */
            primary: components["schemas"]["Recipient"];
            /** @description Phối hợp. */
            supporting?: components["schemas"]["Recipient"][];
        };
        /** @description What was begun. */
        DirectorySync: {
            /** @description The directories of how many gateways are read again. */
            gateways: number;
        };
        /** @description Bỏ qua: nothing is made of it, and nobody is told. */
        DiscardPacketCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "discard";
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /** @description Trao đổi. */
        DiscussCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "comment";
            /** @description The words. */
            text: components["schemas"]["Instruction"];
        };
        /** @description Trao đổi. */
        DiscussDossierCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "comment";
            /** @description The words. */
            text: components["schemas"]["Instruction"];
        };
        /** @description Phát hành (Art. 18). */
        DispatchIssuedCommand: {
            /** @description Counterparts to which it goes by post all the same, whatever was asked. */
            by_post?: components["schemas"]["RecipientId"][];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "dispatch";
        };
        /** @description The looks of one person or system at one thing, within some minutes of the first. */
        DocumentAccess: {
            by?: components["schemas"]["DoneBy"] | null;
            by_system?: components["schemas"]["SystemRef"] | null;
            file?: components["schemas"]["FileRef"] | null;
            /**
             * Format: date-time
             * @description The first time.
             */
            first_at: string;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /**
             * Format: date-time
             * @description The last time.
             */
            last_at: string;
            /**
             * Format: uuid
             * @description The request of the first time, as its answer (`X-Request-Id`) and the log name it.
             */
            request_id?: string | null;
            /**
             * Format: int64
             * @description How often.
             */
            times: number;
            /** @description What at. */
            what: components["schemas"]["LookedAt"];
        };
        /**
         * @description Where the original of a copy stands.
         * @enum {string}
         */
        DocumentDirection: "incoming" | "outgoing";
        /** @description A figure. */
        DocumentFigure: {
            /**
             * Format: int64
             * @description How many.
             */
            count: number;
            /** @description Where they are listed as they now stand. Figures that were frozen do not follow what changed later; the list does. */
            documents: string;
        };
        /** @description The figures of a part. They add up: carried over + received = done (early, in time, late, untimed) + ended + running. */
        DocumentFigures: {
            /** @description Whether both sides are the same. */
            adds_up: boolean;
            /** @description Tồn kỳ trước. */
            carried_over: components["schemas"]["DocumentFigure"];
            directed?: components["schemas"]["DocumentFigure"] | null;
            /** @description Xong trước hạn. */
            done_early: components["schemas"]["DocumentFigure"];
            /** @description Xong đúng hạn. */
            done_in_time: components["schemas"]["DocumentFigure"];
            /** @description Xong quá hạn. */
            done_late: components["schemas"]["DocumentFigure"];
            /** @description Xong, không tính hạn. */
            done_untimed: components["schemas"]["DocumentFigure"];
            due_soon?: components["schemas"]["DocumentFigure"] | null;
            /** @description Kết thúc khác: sent back or recalled; cancelled or struck out. */
            ended: components["schemas"]["DocumentFigure"];
            issued?: components["schemas"]["DocumentFigure"] | null;
            /** @description Of these past their date. */
            overdue: components["schemas"]["DocumentFigure"];
            /** @description Tiếp nhận trong kỳ; of outgoing documents, begun. */
            received: components["schemas"]["DocumentFigure"];
            /** @description Đang xử lý: in hand now, or at the end of a time that is over. */
            running: components["schemas"]["DocumentFigure"];
        };
        /** @description The figures of a part. */
        DocumentGroup: components["schemas"]["DocumentFigures"] & {
            /** @description Which: the type's code, the sender, the unit's or the person's id, the month; empty where nothing or nobody is named. */
            key: string;
            /** @description In words. */
            name: string;
        };
        /**
         * Format: uuid
         * @description A document (văn bản).
         */
        DocumentId: string;
        /**
         * @description Mã định danh văn bản: `<organ>,<yyyy/MM/dd>,<number>/<notation>` (QCVN 102). Others send what they like; two are the same where their letters are,
         *     composed.
         */
        DocumentKey: string;
        /** @description A document in a list: columns only. */
        DocumentLine: {
            /**
             * Format: int32
             * @description Số đến.
             */
            arrival_number?: number | null;
            /**
             * Format: int32
             * @description Năm vào sổ.
             */
            arrival_year?: number | null;
            /** @description Tác giả. */
            author: string;
            /** @description Tên loại, by code. */
            document_type: string;
            /** @description Which. */
            id: components["schemas"]["DocumentId"];
            /**
             * Format: date
             * @description Ngày văn bản.
             */
            issued_on?: string | null;
            /** @description Ký hiệu. */
            notation?: string | null;
            /** @description Số văn bản. */
            number?: string | null;
            /**
             * Format: date-time
             * @description Ngày, giờ đến.
             */
            received_at: string;
            /** @description Độ mật. */
            secrecy: components["schemas"]["Secrecy"];
            /** @description Where it stands. */
            state: components["schemas"]["StateName"];
            /** @description Trích yếu; absent on a secret line. */
            subject?: string | null;
            /** @description Độ khẩn. */
            urgency: components["schemas"]["Urgency"];
            /**
             * Format: int32
             * @description Its version.
             */
            version: number;
        };
        /** @description A mail that a document caused, or a short message about a dossier, with what became of it. */
        DocumentMessage: {
            /**
             * Format: int32
             * @description How often it was tried.
             */
            attempts: number;
            /** @description What was said of it: the address, and the other server's words. */
            bounce?: string | null;
            /**
             * Format: date-time
             * @description When it was reported that it did not arrive.
             */
            bounced_at?: string | null;
            /** @description By what: `mail`, or `short_text` to a telephone. */
            channel: string;
            /**
             * Format: date-time
             * @description When it was written.
             */
            created_at: string;
            /**
             * @description `queued`, `sent`, `bounced` (sent, and reported not to have arrived), `dead` (given up), `not_sent` (there is no mail server),
             *     `in_digest` or `not_wanted`.
             */
            delivery: string;
            /**
             * Format: uuid
             * @description Which; the stem of its Message-ID.
             */
            id: string;
            /** @description What about. */
            kind: string;
            /** @description Why the last try failed, or why there was none. */
            last_error?: string | null;
            /**
             * Format: date-time
             * @description When it is tried next, while it is queued; of what waits for others about the same document, when it goes at the latest.
             */
            next_at?: string | null;
            /**
             * Format: date-time
             * @description When the mail server took it.
             */
            sent_at?: string | null;
            /**
             * Format: uuid
             * @description In whose mail it goes or went, where that is another's: told there together with it.
             */
            sent_with?: string | null;
            /** @description Who it goes to. */
            to: components["schemas"]["Addressee"];
        };
        /** @description How long documents were in a state which they left in the time. */
        DocumentStepTime: {
            /**
             * Format: int64
             * @description How often it was left.
             */
            amount: number;
            /**
             * Format: int64
             * @description How many seconds they were in it on average, by the wall's clock.
             */
            mean_seconds: number;
            /** @description In words. */
            name: string;
            /** @description The state. */
            state: string;
        };
        /** @description A type of document. */
        DocumentType: {
            /** @description Chữ viết tắt. */
            abbreviation?: string | null;
            /** @description Its code. */
            code: string;
            /** @description `administrative`, `normative`, `petition`, `own` or `copy`. */
            group: string;
            /** @description Tên loại. */
            name: string;
            /** @description In English. */
            name_en: string;
        };
        /** @description Whose a step is. */
        Doer: {
            /** @description A department's, by its code: its head gives it to an officer, or handles it. */
            department: components["schemas"]["DepartmentCode"];
        } | {
            /** @description Of whoever has this role in the agency. */
            role: components["schemas"]["Role"];
        };
        /** @description Who did something, and who did it in their stead. */
        DoneBy: components["schemas"]["PersonRef"] & {
            substitute?: components["schemas"]["PersonRef"] | null;
        };
        /** @description A dossier (hồ sơ thủ tục hành chính). */
        Dossier: {
            acceptance?: components["schemas"]["DossierAcceptance"] | null;
            /** @description Files that somebody of the office has put to it. */
            attached: components["schemas"]["Attachment"][];
            /** @description How it came. */
            channel: components["schemas"]["DossierChannel"];
            /** @description What is to be paid, and was. */
            charges: components["schemas"]["DossierCharge"][];
            /**
             * Format: date-time
             * @description Until when the citizen has time to complete it, or to pay what was asked for.
             */
            citizen_until?: string | null;
            code?: components["schemas"]["DossierCode"] | null;
            completion?: components["schemas"]["DossierCompletion"] | null;
            /** @description What was handed in. */
            components: components["schemas"]["DossierComponent"][];
            /** @description Who was asked about it. */
            consultations: components["schemas"]["Consultation"][];
            /**
             * Format: date-time
             * @description When it was entered.
             */
            created_at: string;
            desk?: components["schemas"]["HolderView"] | null;
            end?: components["schemas"]["DossierEnd"] | null;
            /** @description Its extensions. */
            extensions: components["schemas"]["DossierExtension"][];
            field?: components["schemas"]["Label"] | null;
            /**
             * Format: date-time
             * @description When the citizen handed it in.
             */
            filed_at: string;
            handing?: components["schemas"]["DossierHanding"] | null;
            /** @description Which. */
            id: components["schemas"]["DossierId"];
            late_entry?: components["schemas"]["DossierLateEntry"] | null;
            link?: components["schemas"]["DossierLink"] | null;
            /** @description What is printed on the receipt beside the code, by which the citizen looks it up (mã tra cứu); once it was received. */
            look_up?: string | null;
            missing?: components["schemas"]["SupplementRequest"] | null;
            /** @description What the reader may do now. */
            offered_commands: components["schemas"]["OfferedDossierCommand"][];
            origin?: components["schemas"]["OtherAgency"] | null;
            outcome?: components["schemas"]["DossierOutcome"] | null;
            /** @description Chủ hồ sơ. */
            owner: components["schemas"]["Party"];
            /** @description What they were asked to complete before. */
            past_requests: components["schemas"]["SupplementRequest"][];
            portal?: components["schemas"]["PortalRef"] | null;
            procedure?: components["schemas"]["ProcedureRef"] | null;
            rating?: components["schemas"]["DossierRating"] | null;
            /**
             * Format: date-time
             * @description When it reached the office.
             */
            reached_at: string;
            /** @description Nội dung yêu cầu giải quyết. */
            request: components["schemas"]["Subject"];
            /** @description How the result is to be handed out. */
            return_way: components["schemas"]["ReturnWay"];
            /**
             * Format: int32
             * @description Số bộ.
             */
            sets: number;
            /** @description Where it stands. */
            state: components["schemas"]["DossierState"];
            /** @description The same in Vietnamese. */
            state_text: string;
            /** @description The same as portals know it. */
            status: components["schemas"]["DossierStatus"];
            step?: components["schemas"]["DossierStep"] | null;
            submitter?: components["schemas"]["Party"] | null;
            /** @description How its events stand with each webhook that was to have any, for those who see all dossiers of the agency; absent for others. */
            synced?: components["schemas"]["DossierSync"][] | null;
            /**
             * Format: int32
             * @description Its version: for `If-Match`.
             */
            version: number;
            /** @description The steps that it has gone through. */
            walked: components["schemas"]["WalkedStep"][];
        };
        /** @description That it was received. */
        DossierAcceptance: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            by?: components["schemas"]["DoneBy"] | null;
            clock?: components["schemas"]["DossierClock"] | null;
            competent?: components["schemas"]["OtherAgency"] | null;
            /**
             * Format: int32
             * @description Số thứ tự in the year's book.
             */
            row: number;
        };
        /** @description That a result is to be handed out once more. */
        DossierAnew: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Whether a parcel has come back: then the office that received the dossier may hand the result out at its counter, whatever was asked for. */
            at_counter?: boolean;
            /** @description Why. */
            because: components["schemas"]["DossierAnewBecause"];
            /** @description What was wrong, or what the post says. */
            reason: components["schemas"]["Reason"];
            /**
             * Format: int32
             * @description The how manieth time it is: what is handed out of an earlier one is no longer the result.
             */
            times: number;
        };
        /**
         * @description Why a result is to be handed out once more.
         * @enum {string}
         */
        DossierAnewBecause: "corrected" | "came_back";
        /** @description That it takes longer than was promised. */
        DossierApology: {
            /**
             * Format: date-time
             * @description When it was said.
             */
            at: string;
            /**
             * Format: date-time
             * @description Until when it was promised before; absent of what was told before that was said.
             */
            from?: string | null;
            /** @description Why. */
            reason: components["schemas"]["Reason"];
            /**
             * Format: date-time
             * @description Until when.
             */
            to: string;
        };
        /**
         * @description What an event has changed.
         * @enum {string}
         */
        DossierChange: "status" | "step" | "due";
        /**
         * @description How it came (kênh tiếp nhận; the numbers are those of exchanges with portals).
         * @enum {string}
         */
        DossierChannel: "counter" | "online" | "post";
        /** @description A sum that is to be paid, or was. */
        DossierCharge: {
            /**
             * Format: int64
             * @description Đồng.
             */
            amount: number;
            /**
             * Format: date-time
             * @description Since when it is asked for.
             */
            asked_at: string;
            /** @description What for. */
            name: string;
            payment?: components["schemas"]["DossierPayment"] | null;
            /** @description Why, where it came of the handling. */
            reason?: string | null;
        };
        /** @description A term that runs or rests. */
        DossierClock: {
            colour?: components["schemas"]["DossierColour"] | null;
            /**
             * Format: date-time
             * @description Hạn hiện tại.
             */
            due_current: string;
            /** @description The moves, the first first. */
            due_history: components["schemas"]["DossierDueChange"][];
            /**
             * Format: date-time
             * @description Hạn ban đầu; it never changes.
             */
            due_original: string;
            /** @description Whether its date is past, while it is still handled. */
            overdue: boolean;
            /**
             * Format: date-time
             * @description Since when it rests.
             */
            rests_since?: string | null;
            /** @description The term that the first date was counted by. */
            term: components["schemas"]["Term"];
            /** @description The same in Vietnamese. */
            term_text: string;
        };
        /**
         * @description A code.
         * @example H15.50.05.13-261008-0975
         */
        DossierCode: string;
        /**
         * @description A colour.
         * @enum {string}
         */
        DossierColour: "green" | "yellow" | "red";
        /** @description How many have which colour. */
        DossierColours: {
            /** @description Còn hạn. */
            green: components["schemas"]["DossierFigure"];
            /** @description At rest, or without a term. */
            none: components["schemas"]["DossierFigure"];
            /** @description Quá hạn. */
            red: components["schemas"]["DossierFigure"];
            /** @description Sắp đến hạn. */
            yellow: components["schemas"]["DossierFigure"];
        };
        DossierCommand: components["schemas"]["AcceptDossierCommand"] | components["schemas"]["RequestSupplementCommand"] | components["schemas"]["SupplyDossierCommand"] | components["schemas"]["RefuseDossierCommand"] | components["schemas"]["SetProcedureCommand"] | components["schemas"]["TransferDossierCommand"] | components["schemas"]["AssignDossierCommand"] | components["schemas"]["AdvanceDossierCommand"] | components["schemas"]["GoBackCommand"] | components["schemas"]["ConsultOnCommand"] | components["schemas"]["AnswerConsultationCommand"] | components["schemas"]["CloseConsultationCommand"] | components["schemas"]["RequestPaymentCommand"] | components["schemas"]["RecordPaymentCommand"] | components["schemas"]["ExtendDossierCommand"] | components["schemas"]["WithdrawDossierCommand"] | components["schemas"]["StopDossierCommand"] | components["schemas"]["ResumeDossierCommand"] | components["schemas"]["SetOutcomeCommand"] | components["schemas"]["TakeInResultCommand"] | components["schemas"]["ReturnResultCommand"] | components["schemas"]["NoteUndeliveredCommand"] | components["schemas"]["CorrectResultCommand"] | components["schemas"]["NoteUncollectedCommand"] | components["schemas"]["CorrectContactCommand"] | components["schemas"]["DiscussDossierCommand"] | components["schemas"]["AttachToDossierCommand"] | components["schemas"]["RemindDossierCommand"] | components["schemas"]["RateDossierCommand"] | components["schemas"]["HandOverDossierCommand"] | components["schemas"]["RecountDossierCommand"] | components["schemas"]["TellStandingCommand"] | components["schemas"]["NotTakenDossierCommand"];
        /**
         * @description The name of a command.
         * @enum {string}
         */
        DossierCommandKind: "accept" | "request_supplement" | "supply" | "refuse" | "set_procedure" | "transfer" | "assign" | "advance" | "go_back" | "consult" | "answer" | "close_consultation" | "request_payment" | "record_payment" | "extend" | "withdraw" | "stop" | "resume" | "set_outcome" | "take_in_result" | "return_result" | "note_undelivered" | "correct_result" | "note_uncollected" | "correct_contact" | "comment" | "attach" | "remind" | "rate" | "hand_over" | "recount" | "tell_standing" | "not_taken";
        /** @description How it was done. */
        DossierCompletion: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * Format: date-time
             * @description When the desk took the result in.
             */
            at_desk?: string | null;
            /** @description By whom. */
            by: components["schemas"]["DoneBy"];
            /** @description By the date that would count without an extension. */
            by_original: components["schemas"]["Judgement"];
            /** @description What came back, and what was corrected, the first first. */
            earlier?: components["schemas"]["DossierEarlierResult"][];
            /** @description By the date of now. */
            judgement: components["schemas"]["Judgement"];
            /**
             * Format: int32
             * @description How often it was noted that nobody had come for it.
             */
            uncollected: number;
        };
        /** @description A paper that was handed in. */
        DossierComponent: {
            /**
             * Format: date-time
             * @description When it came.
             */
            at: string;
            /** @description Which component of the procedure it is; absent for what is beyond it. */
            component?: string | null;
            /**
             * Format: int32
             * @description How many.
             */
            count: number;
            /** @description Its files. */
            files: components["schemas"]["Attachment"][];
            /** @description In which form. */
            form: components["schemas"]["ComponentForm"];
            /** @description Tên giấy tờ. */
            name: string;
            /** @description What else was said. */
            note?: string | null;
        };
        /** @description The counters of a desk or an officer. */
        DossierDesk: {
            /** @description The same by how near that of the step is. */
            by_step: components["schemas"]["DossierColours"];
            /** @description The same by how near the date of the whole is. */
            by_total: components["schemas"]["DossierColours"];
            /** @description The steps that were handed on in the time. */
            handed_on: components["schemas"]["DossierStepsHandedOn"];
            /** @description Whose. */
            holder: components["schemas"]["HolderView"];
            /** @description What is still handled there now. */
            in_hand: components["schemas"]["DossierFigure"];
            /** @description The desk's key, as `at` of `listDossiers` takes it. */
            key: string;
        };
        /** @description What a citizen has put together so far. */
        DossierDraft: {
            /**
             * @description The papers, with files that were uploaded to this draft.
             * @default []
             */
            components: components["schemas"]["HandedInFields"][];
            /** @default null */
            owner: components["schemas"]["Party"] | null;
            /** @default null */
            request: components["schemas"]["Subject"] | null;
            /**
             * @description How the result is to be handed out.
             * @default counter
             */
            return_way: components["schemas"]["ReturnWay"];
            /**
             * Format: int32
             * @description Số bộ.
             * @default null
             */
            sets: number | null;
            /** @default null */
            submitter: components["schemas"]["Party"] | null;
        };
        /** @description A move of the date. */
        DossierDueChange: {
            /**
             * Format: date-time
             * @description When it was moved.
             */
            at: string;
            /** @description Why. */
            cause: components["schemas"]["DueCause"];
            /**
             * Format: date-time
             * @description Until then.
             */
            from: string;
            /**
             * Format: date-time
             * @description From then on.
             */
            to: string;
        };
        /** @description Why a result is, or was, to be handed out once more. */
        DossierEarlierResult: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who noted that. */
            by: components["schemas"]["DoneBy"];
            handing?: components["schemas"]["DossierHanding"] | null;
            outcome?: components["schemas"]["DossierOutcome"] | null;
            /** @description Why it came back, or what was wrong. */
            reason: string;
        };
        /** @description An end before there was a result. */
        DossierEnd: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description By which instrument. */
            basis?: string | null;
            by?: components["schemas"]["DoneBy"] | null;
            /** @description What becomes of what was paid. */
            money?: string | null;
            /** @description Why. */
            reason: string;
        };
        /** @description How it ended before there was a result. */
        DossierEnded: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            basis?: components["schemas"]["Remark"] | null;
            money?: components["schemas"]["Remark"] | null;
            /** @description Why, in words for the citizen. */
            reason: components["schemas"]["Reason"];
            step?: components["schemas"]["Label"] | null;
        };
        /** @description How a dossier stood after an event. */
        DossierEvent: {
            /** @description Who acted. */
            by: components["schemas"]["FeedActor"];
            /** @description What the event has changed. */
            changed: components["schemas"]["DossierChange"][];
            /** @description What is to be paid, and was. */
            charges: components["schemas"]["FeedCharge"][];
            code?: components["schemas"]["DossierCode"] | null;
            /** @description Which. */
            dossier: components["schemas"]["DossierId"];
            /**
             * Format: date-time
             * @description Hạn hiện tại.
             */
            due_current?: string | null;
            /**
             * Format: date-time
             * @description Hạn ban đầu: it never changes.
             */
            due_original?: string | null;
            judgement?: components["schemas"]["Judgement"] | null;
            outcome?: components["schemas"]["ResultKind"] | null;
            /** @description The code that the portal which handed it in has given it. */
            portal_code?: string | null;
            procedure?: components["schemas"]["FeedProcedure"] | null;
            /** @description Whether its clock rests. */
            rests: boolean;
            /** @description The same as the office has it, finer. */
            state: components["schemas"]["DossierState"];
            /** @description Its status from 1 to 10. */
            status: components["schemas"]["FeedStatus"];
            step?: components["schemas"]["FeedStep"] | null;
            /**
             * Format: date-time
             * @description Until when the citizen is waited for, where they are to complete it.
             */
            supplement_until?: string | null;
            /**
             * Format: int32
             * @description The place in its history. The highest is the newest; one that is known is a repeat.
             */
            version: number;
        };
        /** @description An extension, with its apology. */
        DossierExtension: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description By whom. */
            by: components["schemas"]["DoneBy"];
            /**
             * Format: date-time
             * @description The date before.
             */
            from: string;
            /** @description Why. */
            reason: string;
            /**
             * Format: date-time
             * @description The date after.
             */
            to: string;
        };
        /** @description A figure. */
        DossierFigure: {
            /**
             * Format: int64
             * @description How many.
             */
            count: number;
            /** @description Where they are listed as they now stand (`listDossiers`). Figures that were frozen do not follow what changed later; the list does. */
            dossiers: string;
        };
        /** @description The figures. */
        DossierFigures: {
            /**
             * Format: int64
             * @description Tồn kỳ trước.
             */
            carried_over: number;
            /**
             * Format: int64
             * @description Giải quyết trước hạn.
             */
            done_early: number;
            /**
             * Format: int64
             * @description Giải quyết đúng hạn.
             */
            done_in_time: number;
            /**
             * Format: int64
             * @description Giải quyết quá hạn.
             */
            done_late: number;
            /**
             * Format: int64
             * @description Giải quyết, không tính hạn.
             */
            done_untimed: number;
            /**
             * Format: int64
             * @description Tiếp nhận trong kỳ cho cơ quan khác: received for another agency, which counts it; in none of the others.
             */
            for_others?: number;
            /**
             * Format: int64
             * @description Đang giải quyết, quá hạn.
             */
            overdue: number;
            /**
             * Format: int64
             * @description Tiếp nhận trong kỳ.
             */
            received: number;
            /**
             * Format: int64
             * @description Tạm dừng: chờ bổ sung, chờ nghĩa vụ tài chính.
             */
            resting: number;
            /**
             * Format: int64
             * @description Đang giải quyết, trong hạn.
             */
            running: number;
            /**
             * Format: int64
             * @description Dừng giải quyết.
             */
            stopped: number;
            /**
             * Format: int64
             * @description Công dân rút.
             */
            withdrawn: number;
        };
        /**
         * @description The figures of a part. They add up: carried over + received = done (early, in time, late, untimed) + running + overdue + resting +
         *     withdrawn + stopped. What was received for others stands beside them.
         */
        DossierGroup: {
            /** @description Whether both sides are the same. */
            adds_up: boolean;
            /** @description Tồn kỳ trước. */
            carried_over: components["schemas"]["DossierFigure"];
            /** @description Giải quyết trước hạn. */
            done_early: components["schemas"]["DossierFigure"];
            /** @description Giải quyết đúng hạn. */
            done_in_time: components["schemas"]["DossierFigure"];
            /** @description Giải quyết quá hạn. */
            done_late: components["schemas"]["DossierFigure"];
            /** @description Giải quyết, không tính hạn. */
            done_untimed: components["schemas"]["DossierFigure"];
            /** @description Tiếp nhận trong kỳ cho cơ quan khác: received for another agency, which counts it; in none of the others. */
            for_others: components["schemas"]["DossierFigure"];
            /** @description Which: the field, the procedure's code, the channel; empty for all together. */
            key: string;
            /** @description Of those that were done: late by the date that would count without an extension: as rests have moved it. */
            late_by_original: components["schemas"]["DossierFigure"];
            /** @description In words. */
            name: string;
            /** @description Đang giải quyết, quá hạn. */
            overdue: components["schemas"]["DossierFigure"];
            /** @description Tiếp nhận trong kỳ. */
            received: components["schemas"]["DossierFigure"];
            /** @description Tạm dừng. */
            resting: components["schemas"]["DossierFigure"];
            /** @description Đang giải quyết, trong hạn. */
            running: components["schemas"]["DossierFigure"];
            /** @description Dừng giải quyết. */
            stopped: components["schemas"]["DossierFigure"];
            /** @description Công dân rút. */
            withdrawn: components["schemas"]["DossierFigure"];
        };
        /**
         * @description What figures are told apart by.
         * @enum {string}
         */
        DossierGrouping: "field" | "procedure" | "channel" | "desk" | "officer";
        /** @description How the result was handed out. */
        DossierHanding: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            by?: components["schemas"]["DoneBy"] | null;
            /** @description What else is to be said. */
            note?: string | null;
            /** @description To whom. */
            to: string;
            /** @description How. */
            way: components["schemas"]["ReturnWay"];
        };
        /**
         * Format: uuid
         * @description A dossier of a citizen (hồ sơ thủ tục hành chính).
         */
        DossierId: string;
        /** @description Why it was entered later than it was received. */
        DossierLateEntry: {
            /**
             * Format: date-time
             * @description When it was entered.
             */
            entered_at: string;
            /** @description By whom. */
            entered_by: components["schemas"]["DoneBy"];
            /** @description Why. */
            reason: string;
        };
        /** @description A dossier in a list: columns only. */
        DossierLine: {
            /** @description How it came. */
            channel: components["schemas"]["DossierChannel"];
            /**
             * Format: date-time
             * @description When.
             */
            closed_at?: string | null;
            /** @description How it was closed: `early`, `in_time`, `late`, `untimed`, `withdrawn` or `stopped`; `forwarded` where another agency handles it. */
            closing?: string | null;
            /** @description Mã hồ sơ. */
            code?: string | null;
            colour?: components["schemas"]["DossierColour"] | null;
            desk?: components["schemas"]["HolderView"] | null;
            /**
             * Format: date-time
             * @description Hạn hiện tại.
             */
            due?: string | null;
            /** @description Lĩnh vực. */
            field?: string | null;
            /** @description Which. */
            id: components["schemas"]["DossierId"];
            /** @description Whether its date is past, while it is still handled. */
            overdue: boolean;
            /** @description Chủ hồ sơ. */
            owner: string;
            /** @description Mã thủ tục. */
            procedure_code?: string | null;
            /** @description Tên thủ tục. */
            procedure_name?: string | null;
            /**
             * Format: date-time
             * @description When it reached the office.
             */
            reached_at: string;
            /**
             * Format: date-time
             * @description When it was received.
             */
            received_at?: string | null;
            /** @description Nội dung yêu cầu. */
            request: string;
            /** @description Whether its clock rests while the citizen has something to do. */
            rests: boolean;
            /** @description Where it stands. */
            state: components["schemas"]["DossierState"];
            state_there?: components["schemas"]["DossierState"] | null;
            /** @description The same as portals know it. */
            status: components["schemas"]["DossierStatus"];
            /** @description Tên bước. */
            step?: string | null;
            step_colour?: components["schemas"]["DossierColour"] | null;
            /**
             * Format: int32
             * @description Its version.
             */
            version: number;
        };
        /** @description That another agency has a dossier from this one, and how it stands there. */
        DossierLink: {
            agency?: components["schemas"]["OtherAgency"] | null;
            /**
             * Format: date-time
             * @description When the result came to this office's desk.
             */
            at_desk?: string | null;
            not_taken?: components["schemas"]["DossierRelayNotTaken"] | null;
            /**
             * Format: date-time
             * @description Since when.
             */
            since: string;
            standing?: components["schemas"]["DossierThere"] | null;
            /** @description The same in Vietnamese. */
            state_text?: string | null;
            /**
             * Format: int32
             * @description How often it was noted that nobody had come for it.
             */
            uncollected: number;
            waits?: components["schemas"]["DossierOnItsWay"] | null;
        };
        /** @description What a citizen is to complete. */
        DossierMissing: {
            /**
             * Format: date-time
             * @description When it was asked for.
             */
            at: string;
            /** @description How it is done. */
            guide?: string | null;
            /** @description What. */
            missing: components["schemas"]["Missing"][];
            /** @description Why. */
            reason: string;
            /**
             * Format: date-time
             * @description Until when it is waited for.
             */
            until: string;
        };
        /** @description Why the other agency did not take something. */
        DossierNotTaken: {
            /** @description The rule, by its name. */
            code: string;
            /** @description In English. */
            en: string;
            /** @description In Vietnamese. */
            vi: string;
        };
        /** @description What was sent on and has no answer yet. */
        DossierOnItsWay: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            by?: components["schemas"]["DoneBy"] | null;
            /** @description What. */
            command: components["schemas"]["DossierCommandKind"];
            /** @description The same in Vietnamese. */
            text: string;
        };
        /** @description The result. */
        DossierOutcome: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who noted it. */
            by: components["schemas"]["DoneBy"];
            /**
             * Format: date
             * @description Ngày.
             */
            dated?: string | null;
            document?: components["schemas"]["DocumentId"] | null;
            /** @description Its files. */
            files: components["schemas"]["Attachment"][];
            /** @description What. */
            kind: components["schemas"]["ResultKind"];
            /** @description What else is to be said. */
            note?: string | null;
            /** @description Whether the dossier went back to a step since: then the result is noted anew before it is done. */
            set_aside: boolean;
            /** @description Số, ký hiệu. */
            written?: string | null;
        };
        /** @description That something was paid. */
        DossierPayment: {
            /**
             * Format: date-time
             * @description When it was paid.
             */
            at: string;
            by?: components["schemas"]["DoneBy"] | null;
            /** @description How. */
            method: components["schemas"]["PaymentMethod"];
            /** @description Số biên lai. */
            receipt: string;
        };
        /** @description How far a dossier has come. */
        DossierProgress: {
            /** @description The words of the last apology. */
            apology?: string | null;
            /** @description How it came. */
            channel: components["schemas"]["DossierChannel"];
            code?: components["schemas"]["DossierCode"] | null;
            /**
             * Format: date-time
             * @description When its result was there.
             */
            done_at?: string | null;
            /**
             * Format: date-time
             * @description Ngày hẹn trả hiện tại.
             */
            due_current?: string | null;
            /** @description How it came about that it is another. */
            due_history: components["schemas"]["DossierDueChange"][];
            /**
             * Format: date-time
             * @description Ngày hẹn trả ban đầu.
             */
            due_original?: string | null;
            /** @description Why it was not received, or is not handled any further. */
            ended_because?: string | null;
            field?: components["schemas"]["Label"] | null;
            /** @description Which agency handles it, where another one received it and this is what that one is asked. */
            handled_by?: string | null;
            /** @description Whether the citizen may now say what they think of it: once, after the return. */
            may_rate: boolean;
            missing?: components["schemas"]["DossierMissing"] | null;
            /** @description Whether that date is past, while the dossier is still handled. */
            overdue: boolean;
            procedure?: components["schemas"]["ProcedureRef"] | null;
            /** @description Where its handling is rated, once it was returned, where that is at another agency's page: that agency's code. */
            rated_at?: string | null;
            /**
             * Format: date-time
             * @description When it reached the office.
             */
            reached_at: string;
            /**
             * Format: date-time
             * @description When it was received.
             */
            received_at?: string | null;
            /** @description Which agency received it, where that was another one. */
            received_by?: string | null;
            /** @description Where it stands. */
            status: components["schemas"]["DossierStatus"];
            /** @description The step that it is at, and the unit that has it in hand. */
            step?: string | null;
            /** @description What is still to be paid. */
            unpaid: components["schemas"]["DossierUnpaid"][];
        };
        /** @description What a citizen thought of it. */
        DossierRating: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * Format: int32
             * @description From 1 to 5.
             */
            stars: number;
            /** @description In words. */
            words?: string | null;
        };
        /** @description What the other agency has not taken. */
        DossierRelayNotTaken: {
            /**
             * Format: date-time
             * @description When that was known.
             */
            at: string;
            /** @description What. */
            command: components["schemas"]["DossierCommandKind"];
            /** @description The same in Vietnamese. */
            text: string;
            /** @description Why. */
            why: components["schemas"]["DossierNotTaken"];
        };
        /**
         * @description The name of a state.
         * @enum {string}
         */
        DossierState: "registered" | "incomplete" | "refused" | "accepted" | "forwarded" | "processing" | "awaiting_supplement" | "awaiting_payment" | "withdrawn" | "stopped" | "done" | "returned";
        /** @description The figures of the one-stop shop over a time. */
        DossierStatistics: {
            /**
             * Format: date-time
             * @description When it was counted; of what lies on desks, as it is now.
             */
            at: string;
            /** @description What the parts are told apart by. */
            by: components["schemas"]["DossierGrouping"];
            /** @description By desk or officer. */
            desks: components["schemas"]["DossierDesk"][];
            /**
             * Format: date-time
             * @description From then.
             */
            from: string;
            /**
             * Format: date-time
             * @description Of a whole month that is over: when its figures were written. Later changes do not show in them. Absent where they are counted now.
             */
            frozen_at?: string | null;
            /** @description By field, procedure or channel. */
            groups: components["schemas"]["DossierGroup"][];
            /** @description All together. */
            total: components["schemas"]["DossierGroup"];
            /**
             * Format: date-time
             * @description Until before then.
             */
            until: string;
        };
        /** @description A status that portals know. */
        DossierStatus: {
            /**
             * Format: int32
             * @description From 1 to 10.
             */
            code: number;
            /** @description As a portal shows it. */
            text: string;
        };
        /** @description A step that somebody has in hand. */
        DossierStep: {
            /** @description To which steps it may go back. */
            back: components["schemas"]["StepCode"][];
            clock?: components["schemas"]["DossierClock"] | null;
            colour?: components["schemas"]["DossierColour"] | null;
            /** @description On whose desk it lies. */
            desk: components["schemas"]["HolderView"];
            /** @description What may be done at it. */
            may: components["schemas"]["Act"][];
            /** @description Tên bước. */
            name: string;
            /** @description Where it may lead. */
            next: components["schemas"]["Branch"][];
            /** @description With what words it came. */
            note?: string | null;
            officer?: components["schemas"]["PersonRef"] | null;
            /** @description Why it came back, where it did. */
            returned?: string | null;
            /**
             * Format: date-time
             * @description Since when.
             */
            since: string;
            /** @description Which step of the process. */
            step: components["schemas"]["StepCode"];
        };
        /** @description The step at which a dossier is, or at which it waits; not in whose hands. */
        DossierStepThere: {
            /** @description Its code in the procedure. */
            code: components["schemas"]["StepCode"];
            /**
             * Format: date-time
             * @description Since when it is there.
             */
            since: string;
        };
        /** @description How steps that were handed on in the time stood to their own. They are counted by steps: a dossier may have gone over a desk twice. */
        DossierStepsHandedOn: {
            /**
             * Format: int64
             * @description Before it.
             */
            early: number;
            /**
             * Format: int64
             * @description In it.
             */
            in_time: number;
            /**
             * Format: int64
             * @description After it.
             */
            late: number;
            /**
             * Format: int64
             * @description Without one.
             */
            untimed: number;
        };
        /** @description A sum that is to be paid, or was. */
        DossierSum: {
            /**
             * Format: int64
             * @description Đồng.
             */
            amount: number;
            /**
             * Format: date-time
             * @description Since when it is asked for.
             */
            asked_at: string;
            /** @description What for. */
            name: components["schemas"]["Label"];
            paid?: components["schemas"]["DossierSumPaid"] | null;
            reason?: components["schemas"]["Reason"] | null;
        };
        /** @description How a sum was paid, without who noted it. */
        DossierSumPaid: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description How. */
            method: components["schemas"]["PaymentMethod"];
            /** @description Số biên lai. */
            receipt: components["schemas"]["Label"];
        };
        /** @description How the events about a dossier stand with one webhook. */
        DossierSync: {
            /**
             * Format: int32
             * @description How many were given up.
             */
            failed: number;
            /** @description What it is called. */
            name: string;
            /**
             * Format: int32
             * @description How many have arrived.
             */
            sent: number;
            /**
             * Format: date-time
             * @description When something arrived last.
             */
            sent_at?: string | null;
            /**
             * Format: int32
             * @description The newest version of the dossier that the receiver has.
             */
            version?: number | null;
            /**
             * Format: int32
             * @description How many wait.
             */
            waiting: number;
            /** @description Which. */
            webhook: components["schemas"]["WebhookId"];
        };
        /**
         * @description How a dossier stands at the competent agency, as it tells the office that received it. What happens inside of it (who handles it, what they
         *     say to each other) is not told.
         */
        DossierThere: {
            anew?: components["schemas"]["DossierAnew"] | null;
            apology?: components["schemas"]["DossierApology"] | null;
            at_step?: components["schemas"]["DossierStepThere"] | null;
            /**
             * Format: date-time
             * @description Since when it is done.
             */
            done_at?: string | null;
            /**
             * Format: date-time
             * @description Hạn hiện tại.
             */
            due?: string | null;
            ended?: components["schemas"]["DossierEnded"] | null;
            /**
             * Format: int32
             * @description The last of what the receiving office has sent on that was carried out there.
             */
            heard?: number;
            judgement?: components["schemas"]["Judgement"] | null;
            /**
             * Format: int32
             * @description The version of the dossier there: what has a lower one was told before, however late it comes.
             */
            number: number;
            /**
             * Format: date-time
             * @description Until when the citizen is waited for, where they are to pay.
             */
            pay_by?: string | null;
            /**
             * Format: date-time
             * @description Since when its clock rests, where it does.
             */
            rests_since?: string | null;
            result?: components["schemas"]["ResultKind"] | null;
            /**
             * Format: date-time
             * @description When the result was handed out.
             */
            returned_at?: string | null;
            returned_by?: components["schemas"]["ReturnWay"] | null;
            /**
             * Format: date-time
             * @description Since when.
             */
            since: string;
            /** @description Where it stands there. */
            state: components["schemas"]["DossierState"];
            step?: components["schemas"]["Label"] | null;
            /** @description What is to be paid, and was. */
            sums?: components["schemas"]["DossierSum"][];
            wanted?: components["schemas"]["DossierWanted"] | null;
        };
        /** @description A sum that is still to be paid. */
        DossierUnpaid: {
            /**
             * Format: int64
             * @description Đồng.
             */
            amount: number;
            /** @description What for. */
            name: string;
        };
        /** @description What a citizen is asked to complete, without who asks. */
        DossierWanted: {
            /**
             * Format: date-time
             * @description When it was asked for.
             */
            at: string;
            basis?: components["schemas"]["Remark"] | null;
            guide?: components["schemas"]["Remark"] | null;
            /** @description What. */
            missing: components["schemas"]["Missing"][];
            /** @description Why. */
            reason: components["schemas"]["Reason"];
            /**
             * Format: date-time
             * @description Until when it is waited for.
             */
            until: string;
        };
        /** @description An edition of the draft. */
        DraftEdition: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who wrote it. */
            by: components["schemas"]["DoneBy"];
            /** @description SHA-256 over all of its content, the files by their hashes. */
            digest: string;
            /**
             * Format: int32
             * @description From 1.
             */
            number: number;
        };
        /**
         * Format: uuid
         * @description A draft (bản nháp) of a dossier, of a citizen's account.
         */
        DraftId: string;
        /**
         * @description Why a date has moved.
         * @enum {string}
         */
        DueCause: "rested" | "restarted" | "extended" | "recounted";
        /** @description An earlier document that one replaces, amends or corrects. */
        EarlierDocument: {
            document?: components["schemas"]["DocumentId"] | null;
            /**
             * Format: date
             * @description Its date.
             */
            issued_on?: string | null;
            /** @description What it does to it. */
            kind: components["schemas"]["RelationKind"];
            /** @description The same in Vietnamese, with the number: “Thay thế văn bản số 05/QĐ-UBND ngày 29/11/2026”. */
            text: string;
            /** @description Số, ký hiệu of the earlier one, as they are written. */
            written: string;
        };
        /**
         * Format: email
         * @description An e-mail address that a notice can be sent to.
         */
        EmailAddress: string;
        /** @description How a document came to its final state. */
        End: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            by?: components["schemas"]["DoneBy"] | null;
            /** @description Why. */
            reason: string;
        };
        /** @description Kết thúc vắng mặt sớm hơn. One that has not begun by then is taken back. */
        EndAbsenceCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "end_absence";
            /**
             * Format: date
             * @description The first day of the absence.
             */
            from: string;
            /** @description Who is away, by id or user name. */
            person: components["schemas"]["Known"];
            /**
             * Format: date
             * @description The new last day; yesterday where none is given: the person is back.
             */
            until?: string | null;
        };
        /** @description Giải thể, sáp nhập cơ quan: from the day after, nobody works there. */
        EndAgencyCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "end_agency";
            /** @description Who carries on. */
            successors?: components["schemas"]["SuccessorAgency"][];
            /**
             * Format: date
             * @description Its last day.
             */
            until: string;
        };
        /** @description Giải thể phòng, ban. It stays in every document that names it. */
        EndDepartmentCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "end_department";
            /** @description Which, by id or code. */
            department: components["schemas"]["Known"];
            successor?: components["schemas"]["Known"] | null;
            /**
             * Format: date
             * @description Its last day.
             */
            until: string;
        };
        /** @description Thôi cho phép quản trị xem. */
        EndLookCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "end_look";
            /** @description The administrator. */
            person: components["schemas"]["PersonId"];
        };
        /** @description Thôi cho cơ quan cấp trên biết. */
        EndOversightCommand: {
            /** @description Mã định danh of the superior agency, as it was granted. */
            agency: components["schemas"]["OrganCode"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "end_oversight";
            /**
             * Format: date
             * @description The last day.
             */
            until: string;
        };
        /** @description Thôi việc, chuyển đi: from the day after, they no longer sign in. They stay in every document that names them. */
        EndPersonCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "end_person";
            /** @description Who, by id or user name. */
            person: components["schemas"]["Known"];
            /**
             * Format: date
             * @description Their last day.
             */
            until: string;
        };
        /** @description Thôi chức vụ. One that has not begun by then is taken back. */
        EndPositionCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "end_position";
            /** @description In which department, by id or code. */
            department: components["schemas"]["Known"];
            /** @description Whose, by id or user name. */
            person: components["schemas"]["Known"];
            /**
             * Format: date
             * @description The last day.
             */
            until: string;
        };
        /** @description Thôi vai trò. One that has not begun by then is taken back. */
        EndRoleCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "end_role";
            /** @description Whose, by id or user name. */
            person: components["schemas"]["Known"];
            /** @description Which. */
            role: components["schemas"]["Role"];
            /**
             * Format: date
             * @description The last day.
             */
            until: string;
        };
        /** @description Bỏ quy định phân phối. */
        EndRuleCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "end_rule";
            /** @description Which. */
            rule: components["schemas"]["RoutingRuleId"];
        };
        /** @description What came back with the browser, and what was kept meanwhile. */
        EndSignIn: {
            /**
             * Format: password
             * @description `code`, as it stands in that address.
             */
            authorization_code: string;
            /**
             * Format: password
             * @description Mã xác thực: as at `POST /sessions`. Asked for where the person has a second factor, and the provider is not trusted to have
             *     asked for one; then the same is sent once more with it.
             */
            code?: string | null;
            /** @description As at `POST /sessions`. */
            cookies?: boolean;
            /** @description `iss`, as it stands in that address; some providers send none. */
            iss?: string | null;
            /** @description `state`, as it stands in the address that the browser came back to. */
            returned_state: string;
            /**
             * Format: password
             * @description As `POST /sign-ins` has answered it.
             */
            secret: string;
        };
        /** @description Thôi thẩm quyền ký. One that has not begun by then is taken back. */
        EndSigningCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "end_signing";
            /** @description Which. */
            signing: components["schemas"]["SigningCapacityId"];
            /**
             * Format: date
             * @description The last day.
             */
            until: string;
        };
        /** @description Duyệt nội dung, by the head of the drafting unit (Decree 30/2020, Art. 12(1)). */
        EndorseCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "endorse";
            note?: components["schemas"]["Instruction"] | null;
        };
        /** @description A document's line in a register. */
        Entry: {
            /**
             * Format: date-time
             * @description When the line was written.
             */
            at: string;
            by?: components["schemas"]["DoneBy"] | null;
            /**
             * Format: int32
             * @description Số đến.
             */
            number: number;
            /** @description The register. */
            register: components["schemas"]["RegisterId"];
            /** @description Its name. */
            register_name: string;
            /**
             * Format: int32
             * @description Its year, in Vietnam.
             */
            year: number;
        };
        /** @description An event as it is read from the feed, and as it is sent to a webhook. */
        Event: {
            /**
             * Format: date-time
             * @description When it happened.
             */
            at: string;
            /** @description Its place in the agency's feed: reading goes on behind it (`after`). */
            cursor: string;
            /** @description How that of which it tells stood afterwards. */
            data: components["schemas"]["EventData"];
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Its kind. */
            kind: components["schemas"]["EventKind"];
        };
        /** @description How what an event is about stood afterwards. */
        EventData: components["schemas"]["DossierEvent"] | components["schemas"]["IncomingDocumentEvent"] | components["schemas"]["OutgoingDocumentEvent"];
        /**
         * @description A kind of event.
         * @enum {string}
         */
        EventKind: "dossier.registered" | "dossier.procedure_set" | "dossier.accepted" | "dossier.refused" | "dossier.forwarded" | "dossier.standing_told" | "dossier.not_taken" | "dossier.step_entered" | "dossier.supplement_requested" | "dossier.supplied" | "dossier.payment_requested" | "dossier.payment_recorded" | "dossier.extended" | "dossier.due_moved" | "dossier.withdrawn" | "dossier.stopped" | "dossier.resumed" | "dossier.outcome_set" | "dossier.done" | "dossier.result_at_desk" | "dossier.returned" | "dossier.came_back" | "dossier.result_corrected" | "dossier.uncollected" | "incoming_document.received" | "incoming_document.registered" | "incoming_document.presented" | "incoming_document.directed" | "incoming_document.in_progress" | "incoming_document.awaiting_approval" | "incoming_document.completed" | "incoming_document.filed" | "incoming_document.refused" | "incoming_document.returned" | "incoming_document.voided" | "incoming_document.recalled" | "incoming_document.moved" | "incoming_document.due_changed" | "incoming_document.corrected" | "outgoing_document.issued" | "outgoing_document.sealed" | "outgoing_document.dispatched" | "outgoing_document.filed" | "outgoing_document.voided" | "outgoing_document.recalled" | "outgoing_document.replaced" | "outgoing_document.amended" | "outgoing_document.corrected" | "outgoing_document.delivery";
        /** @description A piece of the feed. */
        EventPiece: {
            /** @description The events, in an order that stays. */
            items: components["schemas"]["Event"][];
            /** @description Whether there is more now. */
            more: boolean;
            /** @description What to ask for next with `after`; there also where nothing new is. */
            next_cursor: string;
        };
        /** @description A book to be made into a table. */
        ExportRegister: {
            /** @description Which. */
            book: components["schemas"]["RegistryBook"];
            /** @description Of which kind. */
            format: components["schemas"]["TableFormat"];
            /**
             * Format: date
             * @description Its first day.
             */
            from: string;
            register?: components["schemas"]["RegisterId"] | null;
            /**
             * Format: date
             * @description Its last day.
             */
            until: string;
        };
        /** @description Xin lỗi và gia hạn (Mẫu 04), before the date and as often as the procedure has it. */
        ExtendDossierCommand: {
            /** @description By how much, from the date of now: in working days, working hours, days; or until when. */
            by: components["schemas"]["Term"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "extend";
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /** @description A later deadline that is asked for. */
        Extension: {
            /** @description By whom. */
            by: components["schemas"]["DoneBy"];
            /**
             * Format: date-time
             * @description The deadline asked for.
             */
            due: string;
            /** @description Why. */
            reason: string;
            term?: components["schemas"]["Term"] | null;
        };
        /** @description What is known of a document (Decree 30/2020, Appendices IV and VI). */
        Facts: {
            /** @description Tác giả. */
            author: string;
            /** @description Mã định danh. */
            author_code?: string | null;
            /** @description How it came. */
            channel: components["schemas"]["Channel"];
            /**
             * Format: int32
             * @description Số lượng bản.
             */
            copies?: number | null;
            /**
             * Format: date
             * @description Thời hạn giải quyết.
             */
            deadline?: string | null;
            /** @description Tên loại, by code. */
            document_type: string;
            /**
             * Format: date
             * @description Ngày văn bản.
             */
            issued_on?: string | null;
            /** @description Ngôn ngữ. */
            language: string;
            /** @description Ký hiệu. */
            notation?: string | null;
            /** @description Số văn bản. */
            number?: string | null;
            /**
             * Format: int32
             * @description Số trang.
             */
            pages?: number | null;
            /**
             * Format: date-time
             * @description Ngày, giờ đến.
             */
            received_at: string;
            /** @description Ghi chú. */
            remark?: string | null;
            /** @description Độ mật. */
            secrecy: components["schemas"]["Secrecy"];
            /** @description Thư điện tử của nơi gửi. */
            sender_email?: string | null;
            /** @description Họ tên người ký. */
            signer_name?: string | null;
            /** @description Chức vụ người ký. */
            signer_position?: string | null;
            /** @description Trích yếu; absent on a secret line. */
            subject?: string | null;
            /** @description Độ khẩn. */
            urgency: components["schemas"]["Urgency"];
        };
        /** @description One thing that is wrong with what was sent. */
        Fault: {
            /** @description Stable name. */
            code: string;
            /** @description What is wrong and what would be right, in the reader's language. */
            detail: string;
            /** @description Where, as a JSON pointer into the body; a parameter by its name. */
            pointer: string;
        };
        /** @description A fee or charge (phí, lệ phí). */
        Fee: {
            /**
             * Format: int64
             * @description Đồng; nothing where it depends on the case.
             */
            amount?: number | null;
            each?: components["schemas"]["Label"] | null;
            /** @description What for. */
            name: components["schemas"]["Label"];
            /** @description When. */
            when?: components["schemas"]["FeeWhen"];
        };
        /** @description What a fee of the procedure comes to: one of the two. */
        FeeFields: {
            /**
             * Format: int64
             * @description Đồng, where the sum depends on the case, or is reduced; 0 where it is waived (miễn).
             */
            amount?: number | null;
            /** @description Which fee. */
            name: components["schemas"]["Label"];
            /**
             * Format: int32
             * @description For how many (bản, trang), where the procedure has it for each.
             */
            quantity?: number | null;
        };
        /**
         * @description When a fee is paid (`HinhThucThu` in exchanges: 1 on reception, 2 on supplement, 4 on return).
         * @enum {string}
         */
        FeeWhen: "reception" | "handling" | "return";
        /** @description Who acted, by office and not by name. */
        FeedActor: {
            /** @description Chức vụ; absent where it was no person. */
            title?: string | null;
            /** @description The unit; of another system its name. */
            unit: string;
        };
        /** @description A sum that is to be paid, or was. */
        FeedCharge: {
            /**
             * Format: int64
             * @description Đồng.
             */
            amount: number;
            /** @description What for. */
            name: components["schemas"]["Label"];
            /** @description Whether it was paid. */
            paid: boolean;
        };
        /** @description How far a document has come to one recipient. */
        FeedDelivery: {
            /** @description Mã định danh, where it is another agency of the installation. */
            agency?: string | null;
            /**
             * Format: date-time
             * @description Since when.
             */
            at: string;
            counterpart?: components["schemas"]["CounterpartId"] | null;
            /** @description Which recipient. */
            recipient: components["schemas"]["RecipientId"];
            /** @description How far. */
            state: components["schemas"]["OutgoingDeliveryState"];
        };
        /** @description The line in the register of incoming documents. */
        FeedEntry: {
            /**
             * Format: date-time
             * @description Ngày đến.
             */
            at: string;
            /**
             * Format: int32
             * @description Số đến.
             */
            number: number;
            /**
             * Format: int32
             * @description Its year.
             */
            year: number;
        };
        /** @description A procedure. */
        FeedProcedure: {
            /** @description Mã thủ tục. */
            code: components["schemas"]["ProcedureCode"];
            /**
             * Format: int32
             * @description The version that the dossier is under.
             */
            version: number;
        };
        /** @description A status that portals know. */
        FeedStatus: {
            /**
             * Format: int32
             * @description From 1 to 10.
             */
            code: number;
            /** @description As a portal shows it. */
            name: string;
        };
        /** @description The step at which a dossier is. */
        FeedStep: {
            /** @description Its code in the procedure. */
            code: components["schemas"]["StepCode"];
            /**
             * Format: date-time
             * @description Until when the step has time.
             */
            due?: string | null;
            /** @description Tên bước. */
            name: components["schemas"]["Label"];
            /**
             * Format: date-time
             * @description Since when it is there.
             */
            since: string;
            /** @description The unit that has it in hand. */
            unit: string;
        };
        /** @description How much came in during some days, and how it stands now. Counts alone; secret lines are not counted. */
        Figures: {
            /** @description Of what came in, how much by state. */
            by_state: {
                [key: string]: number;
            };
            /**
             * Format: int64
             * @description Of what came in, how much is completed or filed.
             */
            completed: number;
            /**
             * Format: date
             * @description The first day.
             */
            from: string;
            /**
             * Format: int64
             * @description Of that, how much is open.
             */
            open: number;
            /**
             * Format: int64
             * @description Of that, how much has something to be done that is past its deadline.
             */
            overdue: number;
            /**
             * Format: int64
             * @description How much came in.
             */
            received: number;
            /**
             * Format: date
             * @description The last day.
             */
            until: string;
        };
        /** @description A stored file. */
        File: {
            /** @description Which. */
            id: components["schemas"]["FileId"];
            /** @description What its content is. */
            media_type: string;
            /** @description Its name. */
            name: components["schemas"]["FileName"];
            /** @description SHA-256 of its content, in hex. */
            sha256: string;
            /**
             * Format: int64
             * @description Its size in bytes.
             */
            size: number;
        };
        /** @description Lưu hồ sơ. */
        FileCommand: {
            case_file?: components["schemas"]["Label"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "file";
        };
        /** @description What was found in one file. */
        FileFindings: {
            /** @description Whether it was looked at: it is a DOCX, ODT or PDF, and not too large. */
            checked: boolean;
            /** @description The file. */
            file: components["schemas"]["File"];
            /** @description What is not as it should be. */
            findings: components["schemas"]["LayoutFinding"][];
        };
        /**
         * Format: uuid
         * @description A stored file, by its own id; its content is addressed by hash in the store.
         */
        FileId: string;
        /** @description Lưu hồ sơ (Art. 19). */
        FileIssuedCommand: {
            case_file?: components["schemas"]["Label"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "file";
        };
        FileName: string;
        /** @description A file that was downloaded. */
        FileRef: {
            /** @description Which. */
            id: components["schemas"]["FileId"];
            /** @description Its name. */
            name: string;
        };
        /** @description One digital signature of a file. */
        FileSignature: {
            /**
             * Format: int64
             * @description How many bytes of the file stand behind what was signed: a later signature, or what somebody added. 0 where it is of the whole file.
             */
            bytes_after: number;
            /** @description How the certificate stands with the authorities that the office trusts (the setting `signature_ca_file`), at the time when the file came. */
            certificate: components["schemas"]["SignatureCertificate"];
            /** @description The same in a sentence, in Vietnamese. */
            certificate_text: string;
            /** @description In English. */
            certificate_text_en: string;
            /** @description Whether what was signed still stands. */
            integrity: components["schemas"]["SignatureIntegrity"];
            /** @description A person's or an agency's, or a time stamp of the whole document. */
            kind: components["schemas"]["FileSignatureKind"];
            /** @description Where it was signed, as the signer wrote in the file. */
            location?: string | null;
            not_checked_because?: components["schemas"]["SignatureNotChecked"] | null;
            /** @description Why it was signed, as the signer wrote in the file. */
            reason?: string | null;
            /**
             * Format: date-time
             * @description When it was signed, as the signer says.
             */
            signed_at?: string | null;
            signer?: components["schemas"]["FileSigner"] | null;
            /** @description The same in a sentence, in Vietnamese. */
            text: string;
            /** @description In English. */
            text_en: string;
            /**
             * Format: date-time
             * @description When it was signed, as a time stamp says that fits it. Whose the stamp is, is not checked.
             */
            timestamped_at?: string | null;
            /** @description The hash or the key is weaker than what is made today: SHA-1, or RSA below 2,048 bits. */
            weak: boolean;
        };
        /**
         * @description Whose signature it is.
         * @enum {string}
         */
        FileSignatureKind: "signature" | "timestamp";
        /** @description Who signed, as the certificate says. */
        FileSigner: {
            /** @description Whose word that is: the certificate's issuer. */
            issuer?: string | null;
            /** @description The person or agency. */
            name?: string | null;
            /** @description Of which organisation. */
            organization?: string | null;
            /** @description The certificate's serial number, in hex. */
            serial: string;
            /** @description Of which unit of it. */
            unit?: string | null;
            /**
             * Format: date-time
             * @description The certificate holds from then on.
             */
            valid_from: string;
            /**
             * Format: date-time
             * @description The certificate holds until then.
             */
            valid_until: string;
        };
        /**
         * @description What may be found.
         * @enum {string}
         */
        FindingCode: "dead_end" | "unreachable" | "goes_round" | "back_not_before" | "label_twice" | "step_name_twice" | "component_name_twice" | "step_department_unknown" | "step_department_ended" | "step_department_without_head" | "step_role_without_holder" | "step_role_handles_nothing" | "consult_unknown" | "consult_without_head" | "consults_itself" | "desk_unknown" | "nobody_receives" | "steps_above_term" | "steps_perhaps_above_term" | "step_time_missing" | "term_missing" | "extension_impossible" | "blank_missing" | "components_missing" | "nothing_required" | "legal_basis_missing" | "results_missing" | "fee_unknown" | "fee_without_step";
        /** @description The first administrator of a new agency. */
        FirstAdministrator: {
            email?: components["schemas"]["EmailAddress"] | null;
            /** @description Họ và tên. */
            name: components["schemas"]["Label"];
            /** @description The name they sign in with. */
            username: components["schemas"]["Username"];
        };
        /** @description How the document stands at the receiver, where that lets its superior know. */
        FollowUp: {
            /**
             * Format: date-time
             * @description When it was completed.
             */
            completed_at?: string | null;
            /**
             * Format: date-time
             * @description Hạn xử lý.
             */
            due?: string | null;
            /** @description Whether it is, or was completed, after its deadline. */
            late: boolean;
            /** @description Where it stands. */
            state: components["schemas"]["StateName"];
            /** @description The same, as the office says it. */
            state_text: string;
            /** @description The unit that handles it. */
            unit?: string | null;
        };
        /**
         * @description Who checks the form of a document before it is put before the signer (Decree 30/2020, Art. 12(2)).
         * @enum {string}
         */
        FormDesk: "registry" | "chief_of_office";
        /** @description Something that the check of the form should look at. */
        FormFinding: {
            /** @description Whether it keeps the document from being put before the signer. */
            blocks: boolean;
            /** @description Its stable name. */
            code: string;
            /** @description What is wrong and what would be right, in Vietnamese. */
            text: string;
            /** @description The same in English. */
            text_en: string;
        };
        /** @description Khóa hồ sơ theo yêu cầu, such as of an inspection (Appendix VI). */
        FreezeCaseFileCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "freeze";
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /** @description Chuyển trả, with a reason: an assignment to whoever gave it, or a presentation to the registry. */
        GiveBackCommand: {
            assignment?: components["schemas"]["AssignmentId"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "give_back";
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /** @description Cho ý kiến phối hợp, in words, in files or in both; once given it stands. */
        GiveOpinionCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "give_opinion";
            /**
             * Format: int32
             * @description On which edition of the draft, by its number; the last where none is named.
             */
            edition?: number | null;
            /** @description In files. */
            files?: components["schemas"]["FileId"][];
            /** @description Which. */
            opinion: components["schemas"]["OpinionId"];
            text?: components["schemas"]["Instruction"] | null;
        };
        /** @description Giao chức vụ trong phòng, ban. */
        GivePositionCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "give_position";
            /** @description In which department, by id or code. */
            department: components["schemas"]["Known"];
            /**
             * Format: date
             * @description The first day; today where none is given.
             */
            from?: string | null;
            /** @description To whom, by id or user name. */
            person: components["schemas"]["Known"];
            /** @description As what. */
            post: components["schemas"]["Post"];
            /**
             * Format: date
             * @description The last day; none where it holds until further notice.
             */
            until?: string | null;
        };
        /** @description Chuyển trả bước trước. */
        GoBackCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "go_back";
            /** @description Why. */
            reason: components["schemas"]["Reason"];
            /** @description To which step. */
            step: components["schemas"]["StepCode"];
            to?: components["schemas"]["PersonId"] | null;
        };
        /** @description Cho gia hạn, by whoever set the deadline. */
        GrantExtensionCommand: {
            /** @description The assignment. */
            assignment: components["schemas"]["AssignmentId"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "grant_extension";
            /**
             * Format: date-time
             * @description Another deadline than the one asked for.
             */
            due?: string | null;
            term?: components["schemas"]["Term"] | null;
        };
        /** @description Cho phép quản trị xem văn bản này trong một thời hạn; each look is noted. */
        GrantLookCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "grant_look";
            /** @description The administrator. */
            person: components["schemas"]["PersonId"];
            /** @description Why. */
            reason: components["schemas"]["Reason"];
            /**
             * Format: date-time
             * @description Until when, RFC 3339 with offset; a week at the most, as the office has it.
             */
            until: string;
        };
        /** @description Cho cơ quan cấp trên biết số liệu, tình hình giải quyết văn bản do cấp trên gửi; không cho biết nội dung. */
        GrantOversightCommand: {
            /** @description Mã định danh of the superior agency. */
            agency: components["schemas"]["OrganCode"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "grant_oversight";
            /** @description How much comes in, is open, is late, is done. */
            figures?: boolean;
            /** @description Where the documents stand that the superior has sent. */
            follow_up?: boolean;
            /**
             * Format: date
             * @description The first day; today where none is given.
             */
            from?: string | null;
            /** @description Số, ký hiệu of the instrument that says so. */
            instrument: components["schemas"]["Label"];
            /**
             * Format: date
             * @description The last day; none where it holds until further notice.
             */
            until?: string | null;
        };
        /** @description Giao vai trò. */
        GrantRoleCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "grant_role";
            /**
             * Format: date
             * @description The first day; today where none is given.
             */
            from?: string | null;
            /** @description To whom, by id or user name. */
            person: components["schemas"]["Known"];
            /** @description Which. */
            role: components["schemas"]["Role"];
            /**
             * Format: date
             * @description The last day; none where it holds until further notice.
             */
            until?: string | null;
        };
        /** @description Giao thẩm quyền ký (Decree 30/2020, Art. 13): who signs for the agency, in which form, what, from when until when. */
        GrantSigningCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "grant_signing";
            department?: components["schemas"]["Known"] | null;
            /** @description The types of document, by code; all where none is named. Needed for TL.; for TUQ. these or fields. */
            document_types?: components["schemas"]["Label"][];
            /** @description Lĩnh vực; all where none is named. */
            fields?: components["schemas"]["Label"][];
            /** @description In which form. */
            form: components["schemas"]["SigningForm"];
            /**
             * Format: date
             * @description The first day; today where none is given.
             */
            from?: string | null;
            /** @description Số, ký hiệu of the instrument that gives it. */
            instrument: components["schemas"]["Label"];
            /** @description Who signs, by id or user name. */
            person: components["schemas"]["Known"];
            under?: components["schemas"]["SigningCapacityId"] | null;
            /**
             * Format: date
             * @description The last day; none where it holds until further notice. Needed for TUQ.
             */
            until?: string | null;
        };
        /** @description A look that a leader has granted to an administrator. */
        GrantedLook: {
            /** @description Who granted it. */
            by: components["schemas"]["DoneBy"];
            /** @description Who may look. */
            person: components["schemas"]["PersonRef"];
            /** @description Why. */
            reason: string;
            /**
             * Format: date-time
             * @description Until when.
             */
            until: string;
        };
        /** @description Nộp lưu hồ sơ (Art. 30). */
        HandOverCaseFileCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "hand_over";
        };
        /** @description Bàn giao công việc: what somebody has in hand here, another takes over, because they leave or move. */
        HandOverCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "hand_over";
            /** @description Whose work it is. */
            from: components["schemas"]["PersonId"];
            /** @description Why. */
            reason: components["schemas"]["Reason"];
            /** @description Who takes it over. */
            to: components["schemas"]["PersonId"];
        };
        /** @description Bàn giao công việc: what somebody has in hand another takes over. */
        HandOverDossierCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "hand_over";
            /** @description Whose it is. */
            from: components["schemas"]["PersonId"];
            /** @description Why. */
            reason: components["schemas"]["Reason"];
            /** @description Whose it will be. */
            to: components["schemas"]["PersonId"];
        };
        /**
         * @description Bàn giao công việc: the draft, and the opinions, that somebody has in hand here another takes over, because they
         *     leave or move.
         */
        HandOverDraftCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "hand_over";
            /** @description Whose work it is. */
            from: components["schemas"]["PersonId"];
            /** @description Why. */
            reason: components["schemas"]["Reason"];
            /** @description Who takes it over. */
            to: components["schemas"]["PersonId"];
        };
        /** @description A dossier of it. */
        HandedDossier: {
            /** @description Mã hồ sơ. */
            code?: string | null;
            /** @description Which. */
            dossier: components["schemas"]["DossierId"];
            refused?: components["schemas"]["HandoverRefusal"] | null;
            /** @description What the person has in hand there. */
            shares: components["schemas"]["HandedDossierShare"][];
            /** @description Where it stands. */
            state: components["schemas"]["DossierState"];
            /** @description The same, as the office says it. */
            state_text: string;
            to?: components["schemas"]["PersonRef"] | null;
        };
        /** @description One thing that somebody has in hand of a dossier. */
        HandedDossierShare: {
            consultation?: components["schemas"]["ConsultationId"] | null;
            /**
             * Format: date-time
             * @description Its date.
             */
            due?: string | null;
            /** @description `step` or `consultation`. */
            share: string;
            /** @description The same, as the office says it. */
            text: string;
        };
        /** @description An outgoing document of it. */
        HandedDraft: {
            /** @description Which. */
            document: components["schemas"]["DocumentId"];
            /** @description Số, ký hiệu, once it has them. */
            number?: string | null;
            refused?: components["schemas"]["HandoverRefusal"] | null;
            /** @description What the person has in hand there. */
            shares: components["schemas"]["HandedDraftShare"][];
            /** @description Where it stands. */
            state: components["schemas"]["OutgoingStateName"];
            /** @description The same, as the office says it. */
            state_text: string;
            to?: components["schemas"]["PersonRef"] | null;
        };
        /** @description One thing that somebody has in hand of an outgoing document. */
        HandedDraftShare: {
            /**
             * Format: date-time
             * @description Hạn cho ý kiến.
             */
            due?: string | null;
            opinion?: components["schemas"]["OpinionId"] | null;
            /** @description `drafting`, `opinion` (theirs is asked) or `asked` (they have asked it). */
            share: string;
            /** @description The same, as the office says it. */
            text: string;
        };
        /** @description A paper as it is handed in. */
        HandedInFields: {
            component?: components["schemas"]["ComponentCode"] | null;
            /**
             * Format: int32
             * @description How many; as many as the component asks for where none is given.
             */
            count?: number | null;
            /** @description Its files, uploaded before. */
            files?: components["schemas"]["FileId"][];
            form?: components["schemas"]["ComponentForm"] | null;
            name?: components["schemas"]["Subject"] | null;
            note?: components["schemas"]["Remark"] | null;
        };
        /** @description A message that was handed in. */
        HandedInMail: {
            /**
             * Format: uuid
             * @description Which it is.
             */
            id: string;
            /** @description Whether it was not there before. */
            new: boolean;
        };
        /** @description One document of it. */
        HandedItem: {
            /**
             * Format: int32
             * @description Số đến.
             */
            arrival_number?: number | null;
            /**
             * Format: int32
             * @description Năm vào sổ.
             */
            arrival_year?: number | null;
            /** @description Which. */
            document: components["schemas"]["DocumentId"];
            refused?: components["schemas"]["HandoverRefusal"] | null;
            /** @description What the person has in hand there. */
            shares: components["schemas"]["HandedShare"][];
            /** @description Where it stands. */
            state: components["schemas"]["StateName"];
            /** @description The same, as the office says it. */
            state_text: string;
            to?: components["schemas"]["PersonRef"] | null;
        };
        /** @description One thing that somebody has in hand. */
        HandedShare: {
            assignment?: components["schemas"]["AssignmentId"] | null;
            /**
             * Format: date-time
             * @description Hạn xử lý.
             */
            due?: string | null;
            /** @description `presentation`, `approval`, `held`, `given` or `filing`. */
            share: string;
            /** @description The same, as the office says it. */
            text: string;
        };
        /** @description What is set for a procedure. A field that isn't given is as it is here by default. */
        HandlingRules: {
            /**
             * @description How long the office has to check what came online or by post.
             * @default 8wh
             */
            check: components["schemas"]["Term"];
            /**
             * @description What is received at this time of the day or later counts from the beginning of the next working day; nothing where every
             *     reception counts from its minute.
             * @default null
             * @example 15:00
             */
            cut_off: string | null;
            /** @default null */
            extension_lead: components["schemas"]["Term"] | null;
            /**
             * Format: int32
             * @description How often it may be extended (at most once in most instruments).
             * @default 1
             */
            extensions: number;
            /**
             * Format: int32
             * @description How often completion may be asked for before the dossier is received.
             * @default 1
             */
            intake_supplements: number;
            /**
             * @description Whether the clock stands still while a citizen pays what was asked for.
             * @default true
             */
            payment_pauses: boolean;
            /**
             * @description How long a citizen has to pay what was asked for while it is handled; then it may be stopped.
             * @default 30d
             */
            payment_wait: components["schemas"]["Term"];
            /**
             * @description What the clock does meanwhile.
             * @default pauses
             */
            supplement_clock: components["schemas"]["SupplementClock"];
            /**
             * @description How long a citizen has to complete it; then it may be stopped.
             * @default 30d
             */
            supplement_wait: components["schemas"]["Term"];
            /**
             * Format: int32
             * @description How often while it is handled.
             * @default 1
             */
            supplements: number;
            /**
             * @description What is received at this time of the day or later goes to the unit at the beginning of the next working day (15:00 rule).
             * @default 15:00
             * @example 15:00
             */
            transfer_by: string;
            /**
             * @description After how long a result that nobody has collected is reminded of.
             * @default 30d
             */
            uncollected: components["schemas"]["Term"];
        };
        /** @description A person's work that was, or would be, handed over. */
        Handover: {
            /** @description Steps of dossiers, and questions about dossiers, dossier by dossier, oldest first. */
            dossiers: components["schemas"]["HandedDossier"][];
            /** @description Document by document, oldest first. */
            items: components["schemas"]["HandedItem"][];
            /** @description There is more than one call lists and hands over. */
            more: boolean;
            /** @description Drafts, and opinions that are asked on drafts, document by document, oldest first. */
            outgoing: components["schemas"]["HandedDraft"][];
            /** @description Whose it was. */
            person: components["schemas"]["PersonRef"];
        };
        /** @description Who takes over one document. */
        HandoverItem: {
            /** @description The document. */
            document: components["schemas"]["DocumentId"];
            /** @description Who takes it over, by id or user name. */
            to: components["schemas"]["Known"];
        };
        /** @description Why something can't be done. */
        HandoverRefusal: {
            /** @description The rule's name. */
            code: string;
            /** @description The rule in words. */
            detail: string;
            /** @description Where the fault lies in what was sent. */
            pointer?: string | null;
        };
        /** @description That the program runs. */
        Health: {
            /** @description `ok`. */
            status: string;
            /** @description The program's version. */
            version: string;
        };
        /** @description From where to where, in characters (code points) of the text. */
        Highlight: {
            /** @description The one behind the last. */
            end: number;
            /** @description The first. */
            start: number;
        };
        /** @description One event of a document's history. */
        HistoryEntry: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            by?: components["schemas"]["DoneBy"] | null;
            /** @description `person`, `service`, `interchange` or `office`. */
            by_kind: string;
            by_system?: components["schemas"]["SystemRef"] | null;
            /** @description What happened. */
            event: string;
            /** @description What happened, with its facts as they were written. */
            facts: Record<string, unknown>;
            /** @description The hash over the entry before and this one. */
            hash: string;
            /**
             * Format: int32
             * @description Its place, from 1.
             */
            seq: number;
        };
        /** @description Who holds a piece of work: a department (its head and deputies act for it) or a person. */
        Holder: {
            /** @description A department. */
            department: components["schemas"]["DepartmentId"];
        } | {
            /** @description A person. */
            person: components["schemas"]["PersonId"];
        };
        /**
         * @description What kind of holder it is.
         * @enum {string}
         */
        HolderKind: "registry" | "one_stop" | "department" | "person";
        /** @description Who holds something: the registry, a department or a person. */
        HolderView: {
            away?: components["schemas"]["Away"] | null;
            /**
             * Format: uuid
             * @description The department or person.
             */
            id?: string | null;
            /** @description `registry`, `department` or `person`. */
            kind: components["schemas"]["HolderKind"];
            /** @description Its name. */
            name: string;
        };
        IdNumber: string;
        /** @description At whose one may sign in. */
        IdentityProvider: {
            /** @description Its short name, for `POST /sign-ins`. */
            id: string;
            /** @description Tên hiển thị: what people call it. */
            name: string;
        };
        /** @description How much somebody has to do. */
        InboxCounts: {
            /** @description By task; tasks with nothing to do are absent. */
            by_task: {
                [key: string]: number;
            };
            /**
             * Format: int64
             * @description Of what is to be acted on, how much is past its deadline.
             */
            overdue: number;
            /**
             * Format: int64
             * @description Packets of the interchange that were laid aside and wait for the registry's decision (`listQuarantine`); of who works there, and in none of the
             *     numbers above.
             */
            quarantined: number;
            /**
             * Format: int64
             * @description All that is to be acted on.
             */
            to_act: number;
            /**
             * Format: int64
             * @description All that is to be read.
             */
            to_read: number;
        };
        /** @description One thing to do, with its document. */
        InboxItem: {
            assignment?: components["schemas"]["AssignmentId"] | null;
            /** @description On whose desk it lies. */
            desk: components["schemas"]["HolderView"];
            document?: components["schemas"]["DocumentLine"] | null;
            dossier?: components["schemas"]["DossierLine"] | null;
            /**
             * Format: date-time
             * @description Until when.
             */
            due?: string | null;
            outgoing_document?: components["schemas"]["OutgoingDocumentLine"] | null;
            /** @description Whether that is past. */
            overdue: boolean;
            /**
             * Format: date-time
             * @description Since when.
             */
            since: string;
            /** @description What is to be done. */
            task: components["schemas"]["Task"];
        };
        /**
         * @description What an event has changed of a document.
         * @enum {string}
         */
        IncomingChange: "state" | "holder" | "due" | "facts";
        /** @description An incoming document. */
        IncomingDocument: {
            /** @description Số, ký hiệu of documents that answer it. */
            answers: string[];
            /** @description Documents of this agency that it answers, where it came by the interchange, as far as the reader may open them; the newest 20. */
            answers_to: components["schemas"]["AnswerLink"][];
            /** @description Every assignment it ever had, oldest first. */
            assignments: components["schemas"]["Assignment"][];
            /** @description Số, ký hiệu or title of the case file it is in. */
            case_file?: string | null;
            /** @description The case files that hold it, as far as the reader may open them; people only. */
            case_files: components["schemas"]["CaseFileRef"][];
            completion?: components["schemas"]["Completion"] | null;
            /** @description Its copies (bản sao) that were made here. */
            copies: components["schemas"]["CopyLine"][];
            end?: components["schemas"]["End"] | null;
            entry?: components["schemas"]["Entry"] | null;
            /** @description What is known of it. */
            facts: components["schemas"]["Facts"];
            /** @description Its files. */
            files: components["schemas"]["Attachment"][];
            holder?: components["schemas"]["HolderView"] | null;
            /** @description Which. */
            id: components["schemas"]["DocumentId"];
            /** @description Later documents by which its sender has replaced it, as far as the reader may open them. */
            later: components["schemas"]["ReplacingDocument"][];
            /** @description Administrators whom a leader has let look, and until when. */
            looks?: components["schemas"]["GrantedLook"][];
            /** @description What the reader may do now. */
            offered_commands: components["schemas"]["OfferedCommand"][];
            pause?: components["schemas"]["Note"] | null;
            presentation?: components["schemas"]["Presentation"] | null;
            recall?: components["schemas"]["Note"] | null;
            received_by?: components["schemas"]["DoneBy"] | null;
            received_through?: components["schemas"]["SystemRef"] | null;
            /** @description Earlier documents that it replaces, amends or corrects. */
            relations: components["schemas"]["EarlierDocument"][];
            routed_by?: components["schemas"]["RoutingRuleId"] | null;
            /** @description Where it stands. */
            state: components["schemas"]["StateName"];
            /** @description Where it stands, as the office says it. */
            state_text: string;
            /**
             * Format: date-time
             * @description Until when the registry is to enter it or to hand it on, while it holds it.
             */
            step_due?: string | null;
            /**
             * Format: int32
             * @description Its version; also its ETag.
             */
            version: number;
        };
        IncomingDocumentCommand: components["schemas"]["RegisterCommand"] | components["schemas"]["RefuseCommand"] | components["schemas"]["PresentCommand"] | components["schemas"]["RouteCommand"] | components["schemas"]["CloseCommand"] | components["schemas"]["ReturnToSenderCommand"] | components["schemas"]["VoidCommand"] | components["schemas"]["PassCommand"] | components["schemas"]["DirectCommand"] | components["schemas"]["GiveBackCommand"] | components["schemas"]["AssignCommand"] | components["schemas"]["SubmitResultCommand"] | components["schemas"]["RedirectCommand"] | components["schemas"]["ReassignCommand"] | components["schemas"]["TakeBackCommand"] | components["schemas"]["ApproveCommand"] | components["schemas"]["RejectCommand"] | components["schemas"]["FileCommand"] | components["schemas"]["ReopenCommand"] | components["schemas"]["RecallCommand"] | components["schemas"]["AgreeRecallCommand"] | components["schemas"]["RefuseRecallCommand"] | components["schemas"]["AcceptCommand"] | components["schemas"]["AmendCommand"] | components["schemas"]["AddRecipientCommand"] | components["schemas"]["WithdrawCommand"] | components["schemas"]["CommentCommand"] | components["schemas"]["AttachCommand"] | components["schemas"]["CorrectCommand"] | components["schemas"]["ReportProgressCommand"] | components["schemas"]["RemindCommand"] | components["schemas"]["RequestExtensionCommand"] | components["schemas"]["GrantExtensionCommand"] | components["schemas"]["RefuseExtensionCommand"] | components["schemas"]["PauseCommand"] | components["schemas"]["ResumeCommand"] | components["schemas"]["HandOverCommand"] | components["schemas"]["GrantLookCommand"] | components["schemas"]["EndLookCommand"] | components["schemas"]["AcknowledgeCommand"] | components["schemas"]["AnsweredCommand"] | components["schemas"]["AnswerVoidedCommand"] | components["schemas"]["PassOnCommand"] | components["schemas"]["RecountDeadlinesCommand"];
        /** @description How an incoming document stood after an event. */
        IncomingDocumentEvent: {
            /** @description Mã định danh of its author. */
            author_code?: string | null;
            /** @description Who acted. */
            by: components["schemas"]["FeedActor"];
            /** @description What the event has changed. */
            changed: components["schemas"]["IncomingChange"][];
            /**
             * Format: date-time
             * @description Until when that is to be done.
             */
            due?: string | null;
            entry?: components["schemas"]["FeedEntry"] | null;
            /** @description Which. */
            incoming_document: components["schemas"]["DocumentId"];
            /**
             * Format: date
             * @description Ngày văn bản.
             */
            issued_on?: string | null;
            /** @description Ký hiệu that its author gave it. */
            notation?: string | null;
            /** @description Số that its author gave it. */
            number?: string | null;
            /** @description Its state. */
            state: components["schemas"]["StateName"];
            /** @description As an office says it. */
            state_name: string;
            /** @description The unit that has it in hand. */
            unit?: string | null;
            /**
             * Format: int32
             * @description The place in its history. The highest is the newest; one that is known is a repeat.
             */
            version: number;
        };
        /** @description The facts as they are sent. */
        IncomingDocumentFacts: {
            /** @description Tác giả: cơ quan, tổ chức, cá nhân gửi. */
            author: components["schemas"]["AuthorName"];
            author_code?: components["schemas"]["OrganCode"] | null;
            /** @description How it came. */
            channel?: components["schemas"]["Channel"];
            /**
             * Format: int32
             * @description Số lượng bản.
             */
            copies?: number | null;
            /**
             * Format: date
             * @description Thời hạn giải quyết.
             */
            deadline?: string | null;
            /** @description Tên loại: a code of `listDocumentTypes`. */
            document_type: string;
            /**
             * Format: date
             * @description Ngày văn bản.
             */
            issued_on?: string | null;
            language?: components["schemas"]["LanguageName"] | null;
            notation?: components["schemas"]["Notation"] | null;
            number?: components["schemas"]["CodeNumber"] | null;
            /**
             * Format: int32
             * @description Số trang.
             */
            pages?: number | null;
            /**
             * Format: date-time
             * @description Ngày, giờ đến, RFC 3339 with offset; now where none is given.
             */
            received_at?: string | null;
            /** @description Earlier documents of the same author that it replaces, amends or corrects. */
            relations?: components["schemas"]["IncomingRelation"][];
            remark?: components["schemas"]["Remark"] | null;
            /** @description Độ mật. Above `none` the document is a line without subject, remark or file. */
            secrecy?: components["schemas"]["Secrecy"];
            sender_email?: components["schemas"]["EmailAddress"] | null;
            signer_name?: components["schemas"]["SignerName"] | null;
            signer_position?: components["schemas"]["SignerPosition"] | null;
            subject?: components["schemas"]["Subject"] | null;
            /** @description Độ khẩn. */
            urgency?: components["schemas"]["Urgency"];
        };
        /** @description An earlier document of the same author that it replaces, amends or corrects. */
        IncomingRelation: {
            /**
             * Format: date
             * @description Its date.
             */
            issued_on?: string | null;
            /** @description What it does to it. */
            kind: components["schemas"]["RelationKind"];
            /** @description Its ký hiệu. */
            notation: components["schemas"]["Notation"];
            /** @description Số văn bản of the earlier one. */
            number: components["schemas"]["CodeNumber"];
        };
        Instruction: string;
        /** @description The document that set something, as it is written on it. */
        Instrument: {
            /**
             * Format: date
             * @description Its date; none where it isn't known.
             */
            dated?: string | null;
            /** @description Số, ký hiệu, such as 12729/VPCP-KGVX. */
            number: string;
        };
        /** @description What was read of a document that came in: whose word it is and to whom, as later words need it. */
        InterchangeArrived: {
            /** @description Which document. */
            about: components["schemas"]["InterchangeEarlier"];
            /** @description Who sent it. */
            from: components["schemas"]["InterchangeOffice"];
            /** @description What the packet is for: `new`, `recall`, `update`, `replace`, or a status's code. */
            purpose: string;
            /** @description Earlier documents that it replaces. */
            replaces?: components["schemas"]["InterchangeEarlier"][];
            /** @description As whom this office was addressed. */
            to: components["schemas"]["InterchangeOffice"];
            /** @description Tên loại, as the sender names it. */
            type_name?: string | null;
            /** @description What is to be said of how it was read, in Vietnamese. */
            warnings?: string[];
            /** @description The instruction or reason that came with it. */
            words?: string | null;
            /**
             * Format: date-time
             * @description When its sender wrote it, by their own clock.
             */
            written_at?: string | null;
        };
        /** @description What a packet with a document is for (nghiệp vụ văn bản). */
        InterchangeCause: {
            /** @enum {string} */
            cause: "new";
        } | {
            /** @enum {string} */
            cause: "recall";
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        } | {
            /** @enum {string} */
            cause: "update";
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        } | {
            /** @enum {string} */
            cause: "replace";
            /** @description Which. */
            earlier: components["schemas"]["InterchangeEarlier"][];
        };
        /** @description What is sent. */
        InterchangeContent: (components["schemas"]["InterchangeDocument"] & {
            /** @enum {string} */
            packet: "document";
        }) | (components["schemas"]["InterchangeStatus"] & {
            /** @enum {string} */
            packet: "status";
        });
        /**
         * @description Which way a packet goes.
         * @enum {string}
         */
        InterchangeDirection: "in" | "out";
        /** @description A document to one recipient. */
        InterchangeDocument: components["schemas"]["InterchangeCause"] & {
            /** @description What it answers. */
            answers?: components["schemas"]["InterchangeEarlier"][];
            /**
             * Format: date-time
             * @description When it was put together.
             */
            at: string;
            /**
             * Format: int32
             * @description Số lượng bản.
             */
            copies: number;
            /** @description Its files, as they lie in the storage. */
            files: Record<string, unknown>[];
            /** @description Who sends it. */
            from: components["schemas"]["InterchangeOffice"];
            /**
             * Format: date
             * @description Ngày văn bản.
             */
            issued_on: string;
            /** @description Its identifier. */
            key: components["schemas"]["DocumentKey"];
            /** @description Ký hiệu. */
            notation: string;
            /** @description Số. */
            number: string;
            /**
             * Format: int32
             * @description Số trang.
             */
            pages?: number | null;
            /** @description What the recipient gets it for. */
            purpose: string;
            /**
             * Format: date
             * @description Until when an answer is asked for.
             */
            reply_by?: string | null;
            /** @description Who signed. */
            signed: components["schemas"]["InterchangeSigner"];
            /** @description Trích yếu. */
            subject: string;
            /** @description To whom. */
            to: components["schemas"]["InterchangeOffice"];
            /** @description Tên loại, by code. */
            type_code: string;
            /** @description Tên loại, in words. */
            type_name: string;
            /** @description Độ khẩn. */
            urgency: components["schemas"]["Urgency"];
        };
        /** @description Another document that a packet names. */
        InterchangeEarlier: {
            /**
             * Format: date
             * @description Its date.
             */
            issued_on?: string | null;
            /** @description Its identifier. */
            key: components["schemas"]["DocumentKey"];
            /** @description Whose it is. */
            organ: string;
            /** @description Số, ký hiệu. */
            written: string;
        };
        /** @description An office that a gateway reaches. */
        InterchangeEntry: {
            /** @description Mã định danh. */
            code: string;
            /** @description Thư điện tử. */
            email?: string | null;
            /** @description Tên. */
            name: string;
            /** @description Mã định danh of the office above it. */
            parent?: string | null;
        };
        /** @description Why a packet was not sent or not taken in. */
        InterchangeFault: {
            /** @description Where in the message, as a path. */
            at?: string | null;
            /** @description Which fault; the names do not change. */
            code: string;
            /** @description In English. */
            en: string;
            /** @description In Vietnamese. */
            vi: string;
        };
        /** @description A gateway with how it stands. */
        InterchangeGateway: {
            /**
             * Format: date-time
             * @description When its directory was read.
             */
            directory_at?: string | null;
            /** @description Why the last call was in vain. */
            error?: string | null;
            /**
             * Format: date-time
             * @description Since when they are.
             */
            failing_since?: string | null;
            /** @description What it is called. */
            name: string;
            /**
             * Format: date-time
             * @description When it was asked for what has come in.
             */
            polled_at?: string | null;
        };
        /** @description An office on a packet. */
        InterchangeOffice: {
            /** @description Mã định danh. */
            code: string;
            /** @description Thư điện tử. */
            email?: string | null;
            /** @description Tên. */
            name: string;
        };
        /** @description A packet in a list. */
        InterchangePacket: {
            /** @description Mã định danh văn bản of the document that it is about. */
            about?: string | null;
            /** @description Of one that came in: whether the gateway knows that it is kept here. */
            acknowledged: boolean;
            /**
             * Format: date-time
             * @description When something was noted of it last.
             */
            changed_at: string;
            /**
             * Format: date-time
             * @description When it was queued, or came.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When.
             */
            decided_at?: string | null;
            decided_by?: components["schemas"]["PersonId"] | null;
            decided_by_system?: components["schemas"]["ServiceAccountId"] | null;
            /** @description Which way it goes. */
            direction: components["schemas"]["InterchangeDirection"];
            document?: components["schemas"]["DocumentId"] | null;
            fault?: components["schemas"]["InterchangeFault"] | null;
            /** @description By which gateway. */
            gateway: string;
            /** @description The gateway's own id of it. */
            gateway_id?: string | null;
            /** @description Which. */
            id: components["schemas"]["PacketId"];
            /** @description A document or a status. */
            kind: components["schemas"]["InterchangePacketKind"];
            /**
             * Format: date-time
             * @description When it is tried next, while it waits.
             */
            next_at?: string | null;
            /** @description Mã định danh of the other office. */
            peer?: string | null;
            recipient?: components["schemas"]["RecipientId"] | null;
            /** @description How it stands. */
            state: components["schemas"]["InterchangePacketState"];
            /**
             * Format: int32
             * @description How often it was tried.
             */
            tries: number;
        };
        /** @description A packet with what it holds. */
        InterchangePacketInFull: components["schemas"]["InterchangePacket"] & {
            arrived?: components["schemas"]["InterchangeArrived"] | null;
            content?: components["schemas"]["InterchangeContent"] | null;
            /**
             * Format: int64
             * @description The size of the message as it came, in bytes; it is fetched below `message`.
             */
            message_size?: number | null;
        };
        /**
         * @description Which of the two it is.
         * @enum {string}
         */
        InterchangePacketKind: "document" | "status";
        /**
         * @description How a packet stands.
         * @enum {string}
         */
        InterchangePacketState: "queued" | "sent" | "failed" | "withdrawn" | "kept" | "taken" | "repeated" | "quarantined" | "discarded";
        /** @description Who signed. */
        InterchangeSigner: {
            /** @description Họ tên. */
            name: string;
            /** @description Chức vụ. */
            position: string;
        };
        /** @description A status to whoever sent a document. */
        InterchangeStatus: {
            /** @description Of which document. */
            about: components["schemas"]["InterchangeEarlier"];
            /**
             * Format: date-time
             * @description Since when.
             */
            at: string;
            /** @description By whom, where that is one person of the office. */
            by?: string | null;
            /** @description Who reports. */
            from: components["schemas"]["InterchangeOffice"];
            /** @description How it stands. */
            status: components["schemas"]["ReportedStatus"];
            /** @description To whom. */
            to: components["schemas"]["InterchangeOffice"];
            /** @description In words. */
            words: string;
        };
        /** @description Cấp số, ngày (Art. 15). */
        IssueCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "issue";
            register?: components["schemas"]["RegisterId"] | null;
            /**
             * Format: int32
             * @description A number of it that was reserved; the next one where none is named.
             */
            reserved_number?: number | null;
        };
        /** @description A job. */
        Job: {
            /**
             * Format: date-time
             * @description When something was noted of it last.
             */
            changed_at: string;
            /**
             * Format: date-time
             * @description When it was asked for.
             */
            created_at: string;
            /**
             * Format: int32
             * @description How much is done, such as lines of a book.
             */
            done: number;
            fault?: components["schemas"]["JobFault"] | null;
            file?: components["schemas"]["JobFile"] | null;
            /** @description Which. */
            id: components["schemas"]["JobId"];
            /** @description How it stands. */
            state: components["schemas"]["JobState"];
            /**
             * Format: int32
             * @description Of how much, once that is known.
             */
            total?: number | null;
        };
        /** @description Why nothing came of a job. */
        JobFault: {
            /** @description Its stable name. */
            code: string;
            /** @description In English. */
            en: string;
            /** @description In Vietnamese. */
            vi: string;
        };
        /** @description The file that came of a job. */
        JobFile: {
            /** @description Where it is fetched. */
            href: string;
            /** @description Its media type. */
            media_type: string;
            /** @description Its name. */
            name: string;
            /** @description Its SHA-256, in hex. */
            sha256: string;
            /**
             * Format: int64
             * @description Its size in bytes.
             */
            size: number;
        };
        /**
         * Format: uuid
         * @description A job: something long that is done in the background, such as the printing of a book.
         */
        JobId: string;
        /**
         * @description How a job stands.
         * @enum {string}
         */
        JobState: "queued" | "running" | "done" | "failed";
        /**
         * @description How what was done stands to its date.
         * @enum {string}
         */
        Judgement: "early" | "in_time" | "late" | "untimed";
        /** @description The public keys of the access tokens (RFC 7517). */
        KeySet: {
            /** @description The keys. */
            keys: Record<string, unknown>[];
        };
        Known: string;
        Label: string;
        LanguageName: string;
        /** @description A later document that replaces, amends or corrects one. */
        LaterDocument: {
            /** @description Which. */
            document: components["schemas"]["DocumentId"];
            /**
             * Format: date
             * @description Its date.
             */
            issued_on: string;
            /** @description What it does. */
            kind: components["schemas"]["RelationKind"];
            /** @description The same in Vietnamese, with the number, as the register remarks it: “Thay thế bởi 05/QĐ-UBND ngày 29/11/2026”. */
            text: string;
            /** @description Số, ký hiệu as they are written. */
            written: string;
        };
        /** @description A later document, as the one that it replaces, amends or corrects knows it. */
        LaterOutgoingDocument: {
            /** @description Which. */
            document: components["schemas"]["DocumentId"];
            /**
             * Format: date
             * @description Ngày văn bản.
             */
            issued_on: string;
            /** @description Số, ký hiệu as they are written. */
            written: components["schemas"]["Label"];
        };
        /** @description How the document's outer form is to be written. */
        Layout: {
            /**
             * @description Kính gửi, of what is addressed (a letter, a submission, a report to somebody): those who are to act, or are reported to. One name
             *     stands on the line of those words, several line by line below it.
             */
            addressed_to: string[];
            /** @description Thẩm quyền ban hành of a decision: the body, where it is signed on its behalf, or its head; none as long as nobody is to sign it. */
            authority?: string | null;
            /** @description Số, ký hiệu, with a gap where the number will stand. */
            number: string;
            /** @description Địa danh và thời gian ban hành; the day is that of today. */
            place_and_date: string;
            /** @description Nơi nhận, line by line; whoever stands in Kính gửi is there by "Như trên". */
            recipients: string[];
            /** @description Quyền hạn, chức vụ, họ tên người ký, line by line. */
            signature: string[];
        };
        /** @description Something in a file that is not as it should be. */
        LayoutFinding: {
            /** @description Its stable name. */
            code: string;
            /** @description The beginning of the text that stands there. */
            excerpt?: string | null;
            /**
             * Format: int32
             * @description On which page, where that is known.
             */
            page?: number | null;
            /** @description What is wrong and what would be right, in Vietnamese. */
            text: string;
            /** @description The same in English. */
            text_en: string;
        };
        /** @description What was found in the layout of a document's files. */
        LayoutFindings: {
            /** @description File by file: the text first, which is looked at whole; behind it what goes with it, of which the pages are looked at. */
            files: components["schemas"]["FileFindings"][];
            /**
             * Format: int32
             * @description The version of the document that was looked at.
             */
            version: number;
        };
        /** @description An account at another's by which somebody signs in. */
        LinkedIdentity: {
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description The issuer's address. */
            issuer: string;
            /**
             * Format: date-time
             * @description Since when.
             */
            linked_at: string;
            /** @description Tên hiển thị: what people call the provider. */
            provider: string;
        };
        /** @description What is to be looked at: `content` or `procedure`. */
        LintProcedure: {
            content?: components["schemas"]["ProcedureContent"] | null;
            procedure?: components["schemas"]["CatalogueProcedure"] | null;
        };
        /** @description What an agency or a desk has set for itself. */
        LocalCalendar: {
            /** @description Its days of this year. */
            days: components["schemas"]["CalendarDay"][];
            department?: components["schemas"]["DepartmentId"] | null;
            /** @description The weeks that it works; where there is none, 07:30-11:30 and 13:30-17:30 from Monday to Friday. */
            weeks: components["schemas"]["WorkingWeek"][];
        };
        /** @description Name and password. */
        LoginRequest: {
            /**
             * Format: password
             * @description Mã xác thực: six digits of the authenticator app, or a recovery code. Asked for where the person has a second factor.
             */
            code?: string | null;
            /**
             * @description Tokens in cookies, and not in the answer (204): for a page that keeps none in script. Only where the server's settings turn
             *     cookies on.
             */
            cookies?: boolean;
            /**
             * Format: password
             * @description Mật khẩu.
             */
            password: string;
            /** @description Tên đăng nhập. */
            username: string;
        };
        /** @description What stands on a receipt (giấy tiếp nhận hồ sơ và hẹn trả kết quả). */
        LookUpDossier: {
            /**
             * @description Mã hồ sơ, of either form, in whatever case.
             * @example H15.50.05.13-261008-0975
             */
            code: string;
            /**
             * Format: password
             * @description Mã tra cứu: eight letters and digits, in whatever case, with or without the hyphen.
             */
            secret: string;
        };
        /**
         * @description What was looked at.
         * @enum {string}
         */
        LookedAt: "document" | "history" | "messages" | "file" | "accesses" | "book";
        /** @description Makes a copy, or makes a draft of one anew. */
        MakeCopy: {
            copied_from?: components["schemas"]["Label"] | null;
            department?: components["schemas"]["DepartmentId"] | null;
            excerpt?: components["schemas"]["Remark"] | null;
            /** @description Of an electronic copy its PDF: digitised from paper, or printed anew; of one on paper its scan, where there is one. */
            files?: components["schemas"]["FileId"][];
            /** @description In which form. */
            form: components["schemas"]["CopyForm"];
            /** @description On what the original stands. */
            from: components["schemas"]["CopyMedium"];
            /** @description Of what: a document that came in or went out, and has its number. */
            of: components["schemas"]["DocumentId"];
            /**
             * Format: int32
             * @description Số trang.
             */
            pages?: number | null;
            /** @description Nơi nhận. */
            recipients?: components["schemas"]["OutgoingRecipient"][];
            remark?: components["schemas"]["Remark"] | null;
            /** @description Who signs it. */
            signer: components["schemas"]["PersonId"];
            /** @description On what the copy stands. */
            to: components["schemas"]["CopyMedium"];
            /** @description Độ khẩn. */
            urgency?: components["schemas"]["Urgency"];
        };
        /** @description Who is signed in, and where. */
        Me: {
            /** @description When they are or will be away, and who stands in for them. */
            absences: components["schemas"]["Away"][];
            /** @description Their agency. */
            agency: components["schemas"]["Agency"];
            /** @description The person. */
            person: components["schemas"]["Person"];
            /** @description For whom they stand in now. */
            stands_in_for: components["schemas"]["StandsIn"][];
        };
        /**
         * @description On what something was signed or sealed.
         * @enum {string}
         */
        Medium: "paper" | "pdf";
        /** @description What is still to be brought. */
        Missing: {
            component?: components["schemas"]["ComponentCode"] | null;
            /** @description What is to be completed, in words that a citizen understands. */
            what: components["schemas"]["Remark"];
        };
        /** @description How often completion may be asked for while a dossier is handled, and how often it may be extended. */
        MostOften: {
            /**
             * Format: int32
             * @description Extensions.
             */
            extensions: number;
            /**
             * Format: int32
             * @description Requests to complete it.
             */
            supplements: number;
        };
        /** @description An absence to be set. */
        NewAbsence: {
            /**
             * Format: date
             * @description The first day; today where none is given.
             */
            from?: string | null;
            /** @description Who stands in, by id or user name: takes the work that lies with the absent person and what comes to them. */
            substitute: components["schemas"]["Known"];
            /**
             * Format: date
             * @description The last day.
             */
            until: string;
        };
        /** @description A person's work, and who takes it over. */
        NewHandover: {
            /** @description Who takes over which document; at most 1000. */
            items?: components["schemas"]["HandoverItem"][];
            /** @description Why: it stands in each document's history, and new holders are told. */
            reason: components["schemas"]["Reason"];
            to?: components["schemas"]["Known"] | null;
        };
        /** @description A password that is shown this once. */
        NewPassword: {
            /** @description The password. */
            password: string;
        };
        /** @description What a new person is in a department from their first day on. */
        NewPosition: {
            /** @description The department, by id or code. */
            department: components["schemas"]["Known"];
            /** @description As what. */
            post: components["schemas"]["Post"];
        };
        /** @description A search to keep. */
        NewSavedSearch: {
            /** @description What one calls it. */
            name: components["schemas"]["Label"];
            /** @description What is searched for, and what it is narrowed by: the parameters of `search`. */
            query: components["schemas"]["SearchWords"];
        };
        /** @description A service account to be made, with its first key. */
        NewServiceAccount: {
            /** @description What the system is called; of those at work each has its own name. */
            name: components["schemas"]["Label"];
            /** @description What it is for. */
            purpose: components["schemas"]["Reason"];
            /** @description What it may do; at least one. */
            scopes: components["schemas"]["Scope"][];
            /**
             * Format: date
             * @description The last day of its key; where none is given, after the days that are usual here.
             */
            until?: string | null;
        };
        /** @description Another key to be made. The one before holds on, so that the system can change over; it is ended when that is done. */
        NewServiceKey: {
            /**
             * Format: date
             * @description The last day of the key; where none is given, after the days that are usual here.
             */
            until?: string | null;
        };
        /** @description A use to be noted. */
        NewUse: {
            /** @description Who allows it: a leader of the agency, or its chief of office. */
            allowed_by: components["schemas"]["PersonId"];
            /** @description Of which document: one that has its number. */
            document: components["schemas"]["DocumentId"];
            remark?: components["schemas"]["Remark"] | null;
            /**
             * Format: date
             * @description Since when; today where nothing is said.
             */
            used_on?: string | null;
            /** @description Who uses it, by name. */
            user: components["schemas"]["Label"];
        };
        /** @description Báo không nhận what was sent on to the other agency. The exchange's own. */
        NotTakenDossierCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "not_taken";
            /**
             * Format: int32
             * @description Which, by its number.
             */
            number: number;
            /** @description Why. */
            why: components["schemas"]["DossierNotTaken"];
        };
        Notation: string;
        /** @description Something that is open, with its reason. */
        Note: {
            /**
             * Format: date-time
             * @description Since when.
             */
            at: string;
            /** @description Why. */
            reason: string;
        };
        /** @description Ghi nhận sửa đổi, bổ sung. */
        NoteAmendedCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "amended";
            /** @description By which. */
            later: components["schemas"]["LaterOutgoingDocument"];
        };
        /** @description Ghi nhận đính chính. */
        NoteCorrectedCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "corrected";
            /** @description By which. */
            later: components["schemas"]["LaterOutgoingDocument"];
        };
        /** @description Ghi nhận việc chuyển phát, of a recipient outside; of every other one alone that they have answered (`done`). */
        NoteDeliveryCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "note_delivery";
            /** @description Which recipient. */
            recipient: components["schemas"]["RecipientId"];
            remark?: components["schemas"]["Reason"] | null;
            /** @description How far it has come. */
            state: components["schemas"]["OutgoingDeliveryState"];
        };
        /** @description Ghi nhận thay thế: the office itself does, when the later document gets its number. */
        NoteReplacedCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "replaced";
            /** @description By which. */
            later: components["schemas"]["LaterOutgoingDocument"];
        };
        /** @description Ghi nhận chưa nhận kết quả: the citizen was reminded. */
        NoteUncollectedCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "note_uncollected";
            note?: components["schemas"]["Remark"] | null;
        };
        /** @description Ghi nhận bưu gửi bị trả lại: what was sent by post has come back, and waits at the desk. */
        NoteUndeliveredCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "note_undelivered";
            /** @description Why, as the post says it. */
            reason: components["schemas"]["Reason"];
        };
        /** @description A choice. */
        NoticeChoice: {
            /** @description How one wants to be told. */
            choice: components["schemas"]["Choice"];
            /** @description Which kind. */
            kind: components["schemas"]["NoticeKind"];
        };
        /** @description What one chooses. A kind that isn't named is told at once. */
        NoticeChoices: {
            /** @description The choices, one a kind; of two for one kind the last counts. */
            notices: components["schemas"]["NoticeChoice"][];
        };
        /**
         * @description What a notice is about; each has a template.
         * @enum {string}
         */
        NoticeKind: "arrived" | "presented" | "given_primary" | "given_supporting" | "given_informed" | "given_monitor" | "result_to_approve" | "approved" | "approved_by_unit" | "completed" | "rejected" | "given_back" | "send_back" | "taken_away" | "amended" | "deadline_moved" | "opinion_given" | "reminder" | "due_soon" | "due_now" | "overdue" | "overdue_elsewhere" | "approval_due_soon" | "approval_due_now" | "approval_overdue" | "extension_asked" | "extension_granted" | "extension_refused" | "reopened" | "look_granted" | "handed_over" | "paused" | "resumed" | "paused_elsewhere" | "resumed_elsewhere" | "leader_away" | "recall_asked" | "recalled" | "commented" | "answered" | "refused_to_sender" | "returned_to_sender" | "draft_to_review" | "draft_to_check" | "draft_to_sign" | "signer_away" | "draft_returned" | "draft_cancelled" | "drafting_given" | "signed_to_issue" | "number_given" | "number_voided" | "issued_for_you" | "issued_recalled" | "delivery_refused" | "mail_failed" | "issued_replaced" | "issued_amended" | "issued_corrected" | "relation_taken_back" | "issued_to_outside" | "recall_to_outside" | "recall_by_letter" | "nobody_told" | "receipt_late" | "reply_late" | "receipt_awaited" | "issued_unread" | "reply_awaited" | "draft_taken_away" | "issued_to_file" | "step_due_now" | "step_overdue" | "opinion_asked" | "opinions_complete" | "opinion_ended" | "answer_voided" | "dossier_arrived" | "dossier_forwarded" | "dossier_not_taken" | "dossier_given" | "dossier_given_back" | "dossier_assigned" | "dossier_awaits_citizen" | "dossier_supplied" | "dossier_paid" | "consultation_asked" | "consultation_answered" | "consultation_ended" | "dossier_extended" | "dossier_stopped" | "dossier_resumed" | "dossier_withdrawn" | "dossier_done" | "dossier_uncollected" | "dossier_wait_over" | "dossier_payment_to_check" | "citizen_received" | "citizen_accepted" | "citizen_to_supply" | "citizen_refused" | "citizen_to_pay" | "citizen_goes_on" | "citizen_extended" | "citizen_date_moved" | "citizen_stopped" | "citizen_withdrawn" | "citizen_done" | "citizen_returned" | "citizen_to_collect" | "citizen_came_back" | "citizen_corrected" | "citizen_contact_changed";
        /** @description How one is told a kind of notice. */
        NoticePreference: {
            /** @description How one is told. */
            choice: components["schemas"]["Choice"];
            /** @description Whether that can't be chosen: it hands work over, or tells of a deadline, and always comes at once. */
            fixed: boolean;
            /** @description The kind. */
            kind: components["schemas"]["NoticeKind"];
        };
        /** @description How one is told each kind of notice. */
        NoticePreferences: {
            /** @description Every kind that people here are told. */
            notices: components["schemas"]["NoticePreference"][];
        };
        /** @description Why. */
        NumberReason: {
            /** @description Why it is reserved or struck out; it stands on the line for ever. */
            reason: components["schemas"]["Reason"];
        };
        /** @description One command that is offered to the reader. */
        OfferedCommand: {
            assignment?: components["schemas"]["AssignmentId"] | null;
            /** @description The command. */
            command: components["schemas"]["CommandKind"];
            /** @description As the office says it, in Vietnamese. */
            text: string;
        };
        /** @description One command that is offered to the reader. */
        OfferedDossierCommand: {
            /** @description The command. */
            command: components["schemas"]["DossierCommandKind"];
            consultation?: components["schemas"]["ConsultationId"] | null;
            /** @description As the office says it, in Vietnamese. */
            text: string;
        };
        /** @description A command that is offered to the reader. */
        OfferedOutgoingCommand: {
            /** @description The command. */
            command: components["schemas"]["OutgoingCommandKind"];
            opinion?: components["schemas"]["OpinionId"] | null;
            recipient?: components["schemas"]["RecipientId"] | null;
            /** @description As the office says it, in Vietnamese. */
            text: string;
        };
        /** @description The office's own choices, as far as decisions depend on them. */
        OfficeSettings: {
            /**
             * Format: int32
             * @description For how many minutes a mail that hands nothing over waits for others about the same document, counted from the first of them;
             *     0 where each goes by itself, at once.
             * @default 5
             */
            gather_minutes: number;
            /**
             * Format: int32
             * @description The most files that one document may have.
             * @default 100
             */
            max_files: number;
            /**
             * Format: int32
             * @description For how many days at the most an administrator may be let look at a document.
             * @default 7
             */
            max_look_days: number;
            /**
             * Format: int32
             * @description The most recipients that one direction may name.
             * @default 200
             */
            max_recipients: number;
            /**
             * @description Leaders to whom a hỏa tốc document goes that lies before one who is away: to the first of them who is there.
             * @default []
             */
            next_in_line: components["schemas"]["PersonId"][];
            /**
             * @description What it has set for its one-stop shop.
             * @default {
             *       "account_months": 24,
             *       "address": null,
             *       "centre": null,
             *       "draft_days": 30,
             *       "email": null,
             *       "instrument": "Thông tư số 03/2025/TT-VPCP ngày 15 tháng 9 năm 2025 của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ",
             *       "late_entry_days": 30,
             *       "own_submission": false,
             *       "phone": null,
             *       "short_texts": false,
             *       "superior": null,
             *       "unreceived_years": 0
             *     }
             */
            one_stop: components["schemas"]["OneStopSettings"];
            /**
             * @description What it has set for its outgoing documents.
             * @default {
             *       "agency_notation": null,
             *       "copies_by": "registry",
             *       "final_answer_completes": true,
             *       "form_check": "registry",
             *       "max_mailed_megabytes": 20,
             *       "place": null,
             *       "receipt_within": {
             *         "normal": "2wd",
             *         "urgent": "4wh"
             *       },
             *       "unit_notations": {}
             *     }
             */
            outgoing: components["schemas"]["OutgoingSettings"];
            /**
             * @description Whether deadlines move by the time for which work was paused.
             * @default true
             */
            pause_stops_clock: boolean;
            /**
             * @description What a sender's recall does.
             * @default on_agreement
             */
            recall: components["schemas"]["RecallPolicy"];
            /**
             * @description When people are reminded of deadlines, and when they get their digests.
             * @default {
             *       "before_days": 1,
             *       "digest_at": "07:30",
             *       "digest_lines": 20,
             *       "head_after_days": 1,
             *       "holder_after_minutes": 30,
             *       "leader_after_days": 2,
             *       "urgent_head_after_minutes": 60,
             *       "urgent_leader_after_minutes": 120,
             *       "weekly": true
             *     }
             */
            reminders: components["schemas"]["ReminderSettings"];
            /**
             * @description How long the registry's steps take.
             * @default {
             *       "dispatch": {
             *         "normal": "1wd",
             *         "urgent": "30wm"
             *       },
             *       "issue": {
             *         "normal": "1wd",
             *         "urgent": "30wm"
             *       },
             *       "present": {
             *         "normal": "1wd",
             *         "urgent": "30wm"
             *       },
             *       "register": {
             *         "normal": "1wd",
             *         "urgent": "30wm"
             *       }
             *     }
             */
            steps: components["schemas"]["StepTerms"];
            /**
             * @description How long work takes where no deadline is given.
             * @default []
             */
            terms: components["schemas"]["DefaultTerm"][];
        };
        /** @description Of its one-stop shop. A field that isn't given is as it is here by default. */
        OneStopSettings: {
            /**
             * Format: int32
             * @description After how many months in which nobody has signed in a citizen's account is erased.
             * @default 24
             */
            account_months: number;
            /** @default null */
            address: components["schemas"]["PostalAddress"] | null;
            /** @default null */
            centre: components["schemas"]["Label"] | null;
            /**
             * Format: int32
             * @description For how many days a citizen's draft is kept after it was last changed.
             * @default 30
             */
            draft_days: number;
            /** @default null */
            email: components["schemas"]["EmailAddress"] | null;
            /** @default Thông tư số 03/2025/TT-VPCP ngày 15 tháng 9 năm 2025 của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ */
            instrument: components["schemas"]["Label"] | null;
            /**
             * Format: int32
             * @description For how many days a reception may be entered afterwards, where there was no system at the time.
             * @default 30
             */
            late_entry_days: number;
            /**
             * @description Whether citizens hand in by accounts of their own here. While they may not, it is as if there were no accounts.
             * @default false
             */
            own_submission: boolean;
            /** @default null */
            phone: components["schemas"]["PhoneNumber"] | null;
            /**
             * @description Whether citizens who have given a telephone number get short messages by it, at each turn.
             * @default false
             */
            short_texts: boolean;
            /** @default null */
            superior: components["schemas"]["Label"] | null;
            /**
             * Format: int32
             * @description After how many years the files of what was refused, or withdrawn before it was received, are erased; 0: never.
             * @default 0
             */
            unreceived_years: number;
        };
        /**
         * @description How much of it can be done online (mức độ dịch vụ công trực tuyến).
         * @enum {string}
         */
        OnlineLevel: "none" | "partial" | "full";
        /** @description Mở hồ sơ. */
        OpenCaseFileCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "open";
            /**
             * Format: date
             * @description When the matter began; today where nothing is said.
             */
            started_on?: string | null;
        };
        /** @description A register to be opened for the present year. */
        OpenRegister: {
            /** @description The series it continues from year to year; one of a code is open in a year. */
            code: components["schemas"]["Label"];
            /** @description The types that are entered in it. */
            document_types: string[];
            /**
             * Format: int32
             * @description The number it begins with: the next of the book that it continues.
             */
            first_number: number;
            /** @description What it is of; of incoming documents where it isn't said. */
            kind?: components["schemas"]["RegisterKind"];
            /** @description Its name on the cover. */
            name: components["schemas"]["Label"];
            /** @description Why it is opened in mid-year. */
            reason: components["schemas"]["Reason"];
        };
        /** @description One of one's open sessions. */
        OpenSession: {
            /** @description The address that it signed in from. */
            address?: string | null;
            /** @description What the client called itself when it signed in. */
            client?: string | null;
            /**
             * Format: date-time
             * @description When it began.
             */
            created_at: string;
            /** @description Whether this is the one that asks. */
            current: boolean;
            /**
             * Format: date-time
             * @description When it ends by itself.
             */
            expires_at: string;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
        };
        /** @description An opinion that is or was asked of a department or a person. */
        Opinion: {
            answers_to?: components["schemas"]["PersonRef"] | null;
            /**
             * Format: date-time
             * @description When.
             */
            asked_at: string;
            /** @description Who asked. */
            asked_by: components["schemas"]["DoneBy"];
            /**
             * Format: date-time
             * @description Hạn cho ý kiến.
             */
            due: string;
            /**
             * Format: date-time
             * @description The date that it had first, where it has another since.
             */
            first_due?: string | null;
            given?: components["schemas"]["OpinionGiven"] | null;
            /** @description Of whom. */
            holder: components["schemas"]["HolderView"];
            /** @description Which. */
            id: components["schemas"]["OpinionId"];
            /** @description Whether it came, or still has not come, after its date. */
            late: boolean;
            officer?: components["schemas"]["PersonRef"] | null;
            /** @description What. */
            question: string;
            /** @description Where it stands. */
            standing: components["schemas"]["OpinionStanding"];
            /** @description The same, in Vietnamese. */
            standing_text: string;
            term?: components["schemas"]["Term"] | null;
            withdrawn?: components["schemas"]["OutgoingRemark"] | null;
        };
        /** @description What was said as an opinion. */
        OpinionGiven: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who gave it. */
            by: components["schemas"]["DoneBy"];
            /** @description On which edition, by its digest. */
            digest: string;
            /**
             * Format: int32
             * @description On which edition, by its number.
             */
            edition: number;
            /** @description In files. */
            files: components["schemas"]["Attachment"][];
            /** @description Whether the draft has become another since. */
            on_older_edition: boolean;
            /** @description In words. */
            text?: string | null;
        };
        /** @description The same as it stands in JSON. */
        OpinionHolder: {
            department?: components["schemas"]["DepartmentId"] | null;
            person?: components["schemas"]["PersonId"] | null;
        };
        /**
         * Format: uuid
         * @description An opinion that is asked of somebody on a draft (ý kiến phối hợp).
         */
        OpinionId: string;
        /**
         * @description The name of a [`Standing`].
         * @enum {string}
         */
        OpinionStanding: "open" | "given" | "withdrawn" | "closed";
        OrganCode: string;
        /** @description An organisation with all its dates. */
        Organisation: {
            /** @description The agency. */
            agency: components["schemas"]["AgencyDetail"];
            /** @description Its departments, ended ones too: each behind the one that it is part of. */
            departments: components["schemas"]["DepartmentDetail"][];
            /** @description Its people, those who left too, by given name. */
            people: components["schemas"]["PersonDetail"][];
            /** @description Its routing rules, in the order in which they are tried. */
            routing_rules: components["schemas"]["RoutingRule"][];
            /** @description Its own choices: limits, default terms, what a recall and a pause do. */
            settings: components["schemas"]["OfficeSettings"];
            /**
             * Format: int64
             * @description Its version; what `If-Match` takes.
             */
            version: number;
        };
        /** @description A change of an organisation. */
        OrganisationChange: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            by?: components["schemas"]["PersonRef"] | null;
            /** @description What was asked. */
            command?: Record<string, unknown> | null;
            /** @description The record as it stood afterwards. */
            record: Record<string, unknown>;
            /**
             * Format: int32
             * @description Its place in the history, from 1.
             */
            seq: number;
        };
        /** @description What came of changes. */
        OrganisationChanged: {
            /** @description The whole as it now stands (or, in a dry run, would stand). */
            organisation: components["schemas"]["Organisation"];
            /** @description What each command left, in their order. */
            results: components["schemas"]["OrganisationRecord"][];
        };
        /** @description Changes of an organisation, all or nothing. */
        OrganisationChanges: {
            /** @description The changes, in their order; at most 1000. */
            commands: components["schemas"]["OrganisationCommand"][];
        };
        OrganisationCommand: components["schemas"]["CreateDepartmentCommand"] | components["schemas"]["ChangeDepartmentCommand"] | components["schemas"]["EndDepartmentCommand"] | components["schemas"]["ContinueDepartmentCommand"] | components["schemas"]["CreatePersonCommand"] | components["schemas"]["ChangePersonCommand"] | components["schemas"]["EndPersonCommand"] | components["schemas"]["ContinuePersonCommand"] | components["schemas"]["GivePositionCommand"] | components["schemas"]["EndPositionCommand"] | components["schemas"]["GrantRoleCommand"] | components["schemas"]["EndRoleCommand"] | components["schemas"]["SetAbsenceCommand"] | components["schemas"]["EndAbsenceCommand"] | components["schemas"]["GrantSigningCommand"] | components["schemas"]["EndSigningCommand"] | components["schemas"]["GrantOversightCommand"] | components["schemas"]["EndOversightCommand"] | components["schemas"]["SetRuleCommand"] | components["schemas"]["EndRuleCommand"] | components["schemas"]["ChangeSettingsCommand"] | components["schemas"]["RenameAgencyCommand"] | components["schemas"]["RecodeAgencyCommand"] | components["schemas"]["EndAgencyCommand"] | components["schemas"]["ContinueAgencyCommand"];
        /** @description What one command left. */
        OrganisationRecord: {
            /** @description The agency. */
            agency: components["schemas"]["AgencyDetail"];
        } | {
            /** @description A department. */
            department: components["schemas"]["DepartmentDetail"];
        } | {
            /** @description A person. */
            person: components["schemas"]["PersonDetail"];
        } | {
            /** @description A routing rule. */
            routing_rule: components["schemas"]["RoutingRule"];
        } | {
            /** @description A service account. */
            service_account: components["schemas"]["SystemRef"];
        } | {
            /** @description A webhook. */
            webhook: components["schemas"]["WebhookRef"];
        } | {
            /** @description The calendar; how it stands is asked for by year. */
            calendar: components["schemas"]["CalendarRef"];
        } | {
            /** @description The office's own choices. */
            settings: components["schemas"]["OfficeSettings"];
        };
        /** @description That an original is back. */
        OriginalReturn: {
            /**
             * Format: date
             * @description When; today where nothing is said.
             */
            returned_on?: string | null;
        };
        /** @description A use of an original. */
        OriginalUse: {
            /** @description Người cho phép sử dụng. */
            allowed_by: components["schemas"]["PersonRef"];
            /** @description Of which document. */
            document: components["schemas"]["DocumentId"];
            /** @description Which. */
            id: components["schemas"]["OriginalUseId"];
            /** @description Ghi chú. */
            remark?: string | null;
            /**
             * Format: date
             * @description When it came back.
             */
            returned_on?: string | null;
            /** @description Trích yếu. */
            subject: string;
            /**
             * Format: date
             * @description Since when.
             */
            used_on: string;
            /** @description Họ và tên người sử dụng. */
            user: string;
            /** @description Số, ký hiệu. */
            written?: string | null;
        };
        /**
         * Format: uuid
         * @description A use of an original that the registry keeps (sử dụng bản lưu).
         */
        OriginalUseId: string;
        /** @description Another agency, as it is known outside of itself. */
        OtherAgency: {
            /** @description Mã định danh. */
            code: components["schemas"]["OrganCode"];
            /** @description Tên cơ quan. */
            name: components["schemas"]["Label"];
        };
        /**
         * @description How it ended.
         * @enum {string}
         */
        Outcome: "done" | "went_round" | "stuck";
        /** @description Who did something, and when. */
        OutgoingAct: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            by?: components["schemas"]["DoneBy"] | null;
        };
        /** @description Somebody's word on an edition. */
        OutgoingCheck: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who checked. */
            by: components["schemas"]["DoneBy"];
            /** @description Which edition, by its digest. */
            digest: string;
        };
        /**
         * @description The name of a command.
         * @enum {string}
         */
        OutgoingCommandKind: "revise" | "submit" | "endorse" | "pass_form" | "return_to_drafter" | "sign" | "issue" | "seal" | "dispatch" | "send_update" | "file" | "cancel" | "void" | "recall" | "note_delivery" | "acknowledge" | "change_drafter" | "comment" | "revise_copy" | "replaced" | "amended" | "corrected" | "take_relation_back" | "recount_deadlines" | "ask_opinions" | "give_opinion" | "pass_opinion" | "withdraw_opinion" | "remind_opinion" | "hand_over" | "recount_opinions";
        /** @description The content as it is sent. */
        OutgoingContent: {
            /** @description Incoming documents that it answers. */
            answers?: components["schemas"]["AnswerTo"][];
            department?: components["schemas"]["DepartmentId"] | null;
            /** @description Tên loại: a code of `listDocumentTypes`. */
            document_type: string;
            field?: components["schemas"]["Label"] | null;
            /** @description Its files: the text first, appendices behind. Those that it has already stay where they are named again. */
            files?: components["schemas"]["FileId"][];
            language?: components["schemas"]["LanguageName"] | null;
            notation?: components["schemas"]["Notation"] | null;
            /**
             * Format: int32
             * @description Số trang.
             */
            pages?: number | null;
            /** @description Nơi nhận. */
            recipients?: components["schemas"]["OutgoingRecipient"][];
            /** @description Outgoing documents that it replaces, amends or corrects. */
            relations?: components["schemas"]["OutgoingRelationFields"][];
            remark?: components["schemas"]["Remark"] | null;
            /**
             * Format: date
             * @description Hạn trả lời that is asked of its recipients.
             */
            reply_by?: string | null;
            signer?: components["schemas"]["PersonId"] | null;
            /** @description Trích yếu. */
            subject: components["schemas"]["Subject"];
            /** @description Độ khẩn. */
            urgency?: components["schemas"]["Urgency"];
        };
        /** @description What it is about. */
        OutgoingContentShown: {
            /** @description Incoming documents that it answers. */
            answers: components["schemas"]["AnswerTo"][];
            /**
             * Format: int32
             * @description Số lượng bản.
             */
            copies: number;
            copy?: components["schemas"]["CopyShown"] | null;
            /** @description The unit that drafts it. */
            department: components["schemas"]["DepartmentId"];
            /** @description Its name. */
            department_name: string;
            /** @description Tên loại, by code. */
            document_type: string;
            /** @description Lĩnh vực. */
            field?: string | null;
            /** @description Its files: the text first. */
            files: components["schemas"]["Attachment"][];
            /** @description Ngôn ngữ. */
            language: string;
            /** @description Ký hiệu that is asked for in the place of the usual one. */
            notation?: string | null;
            /**
             * Format: int32
             * @description Số trang.
             */
            pages?: number | null;
            /** @description Nơi nhận. */
            recipients: components["schemas"]["OutgoingRecipientShown"][];
            /** @description Earlier documents that it replaces, amends or corrects. */
            relations: components["schemas"]["EarlierDocument"][];
            /** @description Ghi chú. */
            remark?: string | null;
            /**
             * Format: date
             * @description Hạn trả lời that is asked of its recipients.
             */
            reply_by?: string | null;
            signer?: components["schemas"]["PersonRef"] | null;
            /** @description Trích yếu. */
            subject: string;
            /** @description Độ khẩn. */
            urgency: components["schemas"]["Urgency"];
        };
        /** @description How far a document has come to one recipient. */
        OutgoingDelivery: {
            /**
             * Format: int32
             * @description Số đến at the recipient, where it is another agency of the installation.
             */
            arrival_number?: number | null;
            /**
             * Format: int32
             * @description Its year.
             */
            arrival_year?: number | null;
            /**
             * Format: date-time
             * @description Since when.
             */
            at?: string | null;
            /** @description By which gateway. */
            gateway?: string | null;
            /** @description Whether its receipt, or the answer, is not known in time. */
            late: boolean;
            /** @description To which address it went by mail. */
            mailed_to?: string | null;
            /** @description Whether it lies unread in the agency itself, where nobody is there to be told. */
            nobody_there: boolean;
            packet?: components["schemas"]["PacketId"] | null;
            /** @description To whom. */
            recipient: components["schemas"]["OutgoingRecipientShown"];
            /** @description Why it was refused, số vận đơn, or what else is known. */
            remark?: string | null;
            /** @description How far. */
            state: components["schemas"]["OutgoingDeliveryState"];
        };
        /**
         * @description How far it has come, to one recipient.
         * @enum {string}
         */
        OutgoingDeliveryState: "queued" | "sent" | "arrived" | "received" | "refused" | "handling" | "done" | "recalled";
        /** @description An outgoing document. */
        OutgoingDocument: {
            /** @description Documents that came by the interchange in answer to it, as far as the reader may open them; of the newest 20. */
            answered_by: components["schemas"]["AnswerLink"][];
            /** @description Số, ký hiệu or title of the case file. */
            case_file?: string | null;
            /** @description The case files that hold it, as far as the reader may open them; people only. */
            case_files: components["schemas"]["CaseFileRef"][];
            /** @description What it is about. */
            content: components["schemas"]["OutgoingContentShown"];
            content_check?: components["schemas"]["OutgoingCheck"] | null;
            /** @description Its copies (bản sao). */
            copies: components["schemas"]["CopyLine"][];
            /**
             * Format: date-time
             * @description When it was begun.
             */
            created_at: string;
            dispatched?: components["schemas"]["OutgoingAct"] | null;
            /** @description Who drafts it. */
            drafter: components["schemas"]["PersonRef"];
            /** @description Its editions, the first first. */
            editions: components["schemas"]["DraftEdition"][];
            end?: components["schemas"]["OutgoingRemark"] | null;
            /** @description What the check of the form should look at. */
            findings: components["schemas"]["FormFinding"][];
            form_check?: components["schemas"]["OutgoingCheck"] | null;
            holder?: components["schemas"]["HolderView"] | null;
            /** @description Which. */
            id: components["schemas"]["DocumentId"];
            /** @description Later documents that replace, amend or correct it. */
            later: components["schemas"]["LaterDocument"][];
            /** @description How its outer form is to be written (Decree 30/2020, Appendix I). */
            layout: components["schemas"]["Layout"];
            line?: components["schemas"]["OutgoingLine"] | null;
            /** @description Recipients of the agency itself to whom it has gone, and where nobody is there to be told of it. */
            nobody_there: components["schemas"]["RecipientId"][];
            /** @description What could not be noted at other documents when it got its number. */
            not_noted: components["schemas"]["OutgoingNotNoted"][];
            /** @description What the reader may do now. */
            offered_commands: components["schemas"]["OfferedOutgoingCommand"][];
            /**
             * @description What others were asked about it, side by side (ý kiến phối hợp): all to who has a part in making it, their own
             *     to who was asked.
             */
            opinions: components["schemas"]["Opinion"][];
            returned?: components["schemas"]["OutgoingRemark"] | null;
            seal?: components["schemas"]["OutgoingSeal"] | null;
            signature?: components["schemas"]["OutgoingSignature"] | null;
            /** @description Files that came with a signature or a seal. */
            signed_files: components["schemas"]["Attachment"][];
            /** @description Where it stands. */
            state: components["schemas"]["OutgoingStateName"];
            /** @description The same, in Vietnamese. */
            state_text: string;
            /**
             * Format: date-time
             * @description Until when the registry is to take its next step.
             */
            step_due?: string | null;
            /**
             * Format: int32
             * @description How many events it has seen: what `If-Match` names.
             */
            version: number;
        };
        OutgoingDocumentCommand: components["schemas"]["ReviseCommand"] | components["schemas"]["SubmitCommand"] | components["schemas"]["EndorseCommand"] | components["schemas"]["PassFormCommand"] | components["schemas"]["ReturnToDrafterCommand"] | components["schemas"]["SignCommand"] | components["schemas"]["IssueCommand"] | components["schemas"]["SealIssuedCommand"] | components["schemas"]["DispatchIssuedCommand"] | components["schemas"]["SendUpdateCommand"] | components["schemas"]["FileIssuedCommand"] | components["schemas"]["CancelDraftCommand"] | components["schemas"]["VoidIssuedCommand"] | components["schemas"]["RecallIssuedCommand"] | components["schemas"]["NoteDeliveryCommand"] | components["schemas"]["AcknowledgeIssuedCommand"] | components["schemas"]["ChangeDrafterCommand"] | components["schemas"]["DiscussCommand"] | components["schemas"]["ReviseCopyCommand"] | components["schemas"]["NoteReplacedCommand"] | components["schemas"]["NoteAmendedCommand"] | components["schemas"]["NoteCorrectedCommand"] | components["schemas"]["TakeRelationBackCommand"] | components["schemas"]["RecountStepCommand"] | components["schemas"]["AskOpinionsCommand"] | components["schemas"]["GiveOpinionCommand"] | components["schemas"]["PassOpinionCommand"] | components["schemas"]["WithdrawOpinionCommand"] | components["schemas"]["RemindOpinionCommand"] | components["schemas"]["HandOverDraftCommand"] | components["schemas"]["RecountOpinionsCommand"];
        /** @description How an outgoing document stood after an event. */
        OutgoingDocumentEvent: {
            /** @description Who acted. */
            by: components["schemas"]["FeedActor"];
            delivery?: components["schemas"]["FeedDelivery"] | null;
            /** @description Tên loại, by code. */
            document_type: string;
            /**
             * Format: date
             * @description Ngày văn bản.
             */
            issued_on: string;
            /** @description Which. */
            outgoing_document: components["schemas"]["DocumentId"];
            /** @description Its state. */
            state: components["schemas"]["OutgoingStateName"];
            /** @description As an office says it. */
            state_name: string;
            /**
             * Format: int32
             * @description The place in its history. The highest is the newest; one that is known is a repeat.
             */
            version: number;
            /** @description Số, ký hiệu. */
            written: string;
        };
        /** @description An outgoing document's line in a list. */
        OutgoingDocumentLine: {
            /**
             * Format: date-time
             * @description When it was begun.
             */
            created_at: string;
            /** @description The unit that drafts it. */
            department: components["schemas"]["DepartmentId"];
            /** @description Tên loại, by code. */
            document_type: string;
            /** @description Who drafts it. */
            drafter: components["schemas"]["PersonRef"];
            /** @description Which. */
            id: components["schemas"]["DocumentId"];
            /**
             * Format: date
             * @description Ngày văn bản.
             */
            issued_on?: string | null;
            /** @description Ký hiệu. */
            notation?: string | null;
            /**
             * Format: int32
             * @description Số.
             */
            number?: number | null;
            /** @description Where it stands. */
            state: components["schemas"]["OutgoingStateName"];
            /** @description Trích yếu. */
            subject: string;
            /** @description Độ khẩn. */
            urgency: components["schemas"]["Urgency"];
            /**
             * Format: int32
             * @description Its version.
             */
            version: number;
            /**
             * Format: int32
             * @description Năm.
             */
            year?: number | null;
        };
        /** @description Its line in the register. */
        OutgoingLine: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            by?: components["schemas"]["DoneBy"] | null;
            /**
             * Format: date
             * @description Ngày văn bản.
             */
            issued_on: string;
            /** @description Ký hiệu. */
            notation: string;
            /**
             * Format: int32
             * @description Số.
             */
            number: number;
            /** @description The register. */
            register: components["schemas"]["RegisterId"];
            /** @description Its name. */
            register_name: string;
            /** @description Số, ký hiệu as they are written. */
            written: string;
            /**
             * Format: int32
             * @description Its year.
             */
            year: number;
        };
        /** @description What could not be noted at another document when this one got its number. */
        OutgoingNotNoted: {
            /** @description The rule that said no. `not_yours_to_complete` where the answer stands there, but has not completed it. */
            code: string;
            /** @description At which document. */
            document: components["schemas"]["DocumentId"];
            relation?: components["schemas"]["RelationKind"] | null;
            /** @description The same in words. */
            text: string;
        };
        /** @description A recipient as it is sent: exactly one of `department`, `person`, `agency`, `counterpart` and `post`. */
        OutgoingRecipient: {
            agency?: components["schemas"]["OrganCode"] | null;
            by?: components["schemas"]["Carriage"] | null;
            /**
             * Format: int32
             * @description How many copies; one where it isn't said.
             */
            copies?: number;
            counterpart?: components["schemas"]["CounterpartId"] | null;
            department?: components["schemas"]["DepartmentId"] | null;
            person?: components["schemas"]["PersonId"] | null;
            post?: components["schemas"]["PostAddress"] | null;
            /** @description What for. */
            purpose: components["schemas"]["Purpose"];
        };
        /** @description A recipient. */
        OutgoingRecipientShown: {
            /** @description Mã định danh of another agency of the installation. */
            agency?: string | null;
            by?: components["schemas"]["Carriage"] | null;
            /**
             * Format: int32
             * @description How many copies.
             */
            copies: number;
            counterpart?: components["schemas"]["CounterpartId"] | null;
            department?: components["schemas"]["DepartmentId"] | null;
            /** @description Which. */
            id: components["schemas"]["RecipientId"];
            /** @description Its name. */
            name: string;
            person?: components["schemas"]["PersonId"] | null;
            post?: components["schemas"]["PostAddress"] | null;
            /** @description What for. */
            purpose: components["schemas"]["Purpose"];
        };
        /** @description What a draft asks for: an outgoing document of the agency that it replaces, amends or corrects. */
        OutgoingRelationFields: {
            /** @description Which: an outgoing document that has been dispatched. */
            document: components["schemas"]["DocumentId"];
            /** @description What it does to it. */
            kind: components["schemas"]["RelationKind"];
        };
        /** @description A reason, with who gave it and when. */
        OutgoingRemark: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            by?: components["schemas"]["DoneBy"] | null;
            /** @description Why. */
            reason: string;
        };
        /** @description The agency's seal or signature. */
        OutgoingSeal: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            by?: components["schemas"]["DoneBy"] | null;
            /** @description The sealed document. */
            files: components["schemas"]["FileId"][];
            /** @description On what. */
            on: components["schemas"]["Medium"];
        };
        /** @description What an office has set for its outgoing documents. */
        OutgoingSettings: {
            /** @default null */
            agency_notation: components["schemas"]["Notation"] | null;
            /**
             * @description Who makes copies.
             * @default registry
             */
            copies_by: components["schemas"]["CopyMakers"];
            /**
             * @description Whether the last answer to an incoming document completes it.
             * @default true
             */
            final_answer_completes: boolean;
            /**
             * @description Who checks the form.
             * @default registry
             */
            form_check: components["schemas"]["FormDesk"];
            /**
             * Format: int32
             * @description How many megabytes the sealed files of a document may have to go by mail.
             * @default 20
             */
            max_mailed_megabytes: number;
            /** @default null */
            place: components["schemas"]["Label"] | null;
            /**
             * @description Until when it is to be known that a document has come to a recipient, from its dispatch on; after that registry and drafter are told.
             * @default {
             *       "normal": "2wd",
             *       "urgent": "4wh"
             *     }
             */
            receipt_within: components["schemas"]["StepTerm"];
            /** @default null */
            superior: components["schemas"]["Label"] | null;
            /**
             * @description Chữ viết tắt tên đơn vị in a notation, by the unit's code; a unit that isn't there is written by its code.
             * @default {}
             */
            unit_notations: {
                [key: string]: components["schemas"]["Notation"];
            };
        };
        /** @description The signature of whoever is entitled. */
        OutgoingSignature: {
            /**
             * Format: date-time
             * @description When that was noted.
             */
            at: string;
            /** @description Who noted it. */
            by: components["schemas"]["DoneBy"];
            /** @description What was signed, where it is a file. */
            files: components["schemas"]["FileId"][];
            /** @description In which form. */
            form: components["schemas"]["SigningForm"];
            /** @description The instrument that gives the capacity. */
            instrument: string;
            /** @description On what. */
            on: components["schemas"]["Medium"];
            /**
             * Format: date
             * @description The day on which it was signed.
             */
            signed_on: string;
            /** @description Whose. */
            signer: components["schemas"]["PersonRef"];
            /** @description Chức vụ, as it then was. */
            title: string;
        };
        /**
         * @description The name of a state.
         * @enum {string}
         */
        OutgoingStateName: "draft" | "unit_review" | "form_check" | "awaiting_signature" | "signed" | "issued" | "sealed" | "dispatched" | "filed" | "cancelled" | "voided" | "recalled" | "replaced";
        /** @description What an agency lets a superior one know. */
        Oversight: {
            /** @description Mã định danh of the superior agency. */
            agency: string;
            /** @description How much comes in, is open, is late, is done. */
            figures: boolean;
            /** @description Where the documents stand that the superior has sent. */
            follow_up: boolean;
            /**
             * Format: date
             * @description The first day.
             */
            from: string;
            /** @description Số, ký hiệu of the instrument that says so. */
            instrument: string;
            /**
             * Format: date
             * @description The last day.
             */
            until?: string | null;
        };
        /**
         * Format: uuid
         * @description A packet of the interchange (gói tin liên thông).
         */
        PacketId: string;
        /** @description One page of a list. */
        Page_AgencyDetail: {
            /** @description The lines. */
            items: {
                /** @description Its latest code. */
                code: string;
                /** @description All its codes, oldest first. */
                codes: components["schemas"]["AgencyCode"][];
                /**
                 * Format: date
                 * @description Its first day.
                 */
                from: string;
                /** @description Which. */
                id: components["schemas"]["AgencyId"];
                /** @description Its latest name. */
                name: string;
                /** @description All its names, oldest first. */
                names: components["schemas"]["AgencyName"][];
                /** @description What it lets superior agencies know, by its beginning. */
                oversight: components["schemas"]["Oversight"][];
                /** @description Who carries on. */
                successors: components["schemas"]["AgencySuccessor"][];
                /**
                 * Format: date
                 * @description Its last day.
                 */
                until?: string | null;
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_CaseFileLine: {
            /** @description The lines. */
            items: {
                /**
                 * Format: date-time
                 * @description When it was begun.
                 */
                created_at: string;
                department?: components["schemas"]["DepartmentId"] | null;
                /**
                 * Format: int32
                 * @description How many documents it holds.
                 */
                documents: number;
                /** @description Whether it is frozen. */
                frozen: boolean;
                /**
                 * Format: date
                 * @description The last day on which it is to be handed over to the archive.
                 */
                hand_over_due?: string | null;
                /** @description Whether that day is over. */
                hand_over_overdue: boolean;
                /** @description Which. */
                id: components["schemas"]["CaseFileId"];
                /** @description Người lập hồ sơ. */
                keeper: components["schemas"]["PersonRef"];
                /** @description Thời hạn bảo quản. */
                retention: components["schemas"]["Retention"];
                /**
                 * Format: date
                 * @description The last day on which it is to be kept.
                 */
                retention_ends?: string | null;
                /** @description Where it stands. */
                state: components["schemas"]["CaseFileStateName"];
                /** @description The same, in Vietnamese. */
                state_text: string;
                /** @description Số và ký hiệu hồ sơ. */
                symbol: string;
                /** @description Tiêu đề hồ sơ. */
                title: string;
                /**
                 * Format: int32
                 * @description Its version.
                 */
                version: number;
                /**
                 * Format: int32
                 * @description Of which year's list.
                 */
                year: number;
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_CitizenDossierLine: {
            /** @description The lines. */
            items: {
                /** @description Which. */
                id: components["schemas"]["DossierId"];
                /** @description How far it has come: what the public look-up shows. */
                progress: components["schemas"]["DossierProgress"];
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_CitizenDraft: {
            /** @description The lines. */
            items: {
                /**
                 * Format: date-time
                 * @description When it was last changed.
                 */
                changed_at: string;
                /**
                 * Format: date-time
                 * @description Since when.
                 */
                created_at: string;
                /** @description What was put together. */
                draft: components["schemas"]["DossierDraft"];
                /**
                 * Format: date-time
                 * @description When it is deleted, where nobody changes it.
                 */
                expires_at: string;
                /** @description The files that were uploaded to it. */
                files: components["schemas"]["File"][];
                /** @description Which. */
                id: components["schemas"]["DraftId"];
                /** @description Mã thủ tục. */
                procedure: string;
                /** @description Tên thủ tục. */
                procedure_name: string;
                /**
                 * Format: int32
                 * @description How often it was written.
                 */
                version: number;
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_CounterpartDetail: {
            /** @description The lines. */
            items: {
                /** @description Whether it can be named as a recipient. */
                active: boolean;
                /** @description Địa chỉ bưu điện. */
                address?: string | null;
                /** @description Mã định danh. */
                code?: string | null;
                /** @description Thư điện tử. */
                email?: string | null;
                /**
                 * Format: uuid
                 * @description The id under which its figures are asked for, where it lets them be known.
                 */
                figures?: string | null;
                /** @description It lets one's own agency know how the documents stand that it was sent. */
                follow_up: boolean;
                /**
                 * Format: uuid
                 * @description Which; of one of the office's directory.
                 */
                id?: string | null;
                /** @description Of which kind. */
                kind: components["schemas"]["CounterpartKind"];
                /** @description Tên cơ quan, tổ chức, cá nhân. */
                name: string;
                /**
                 * Format: int32
                 * @description Its version; of one of the office's directory.
                 */
                version?: number | null;
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Delivery: {
            /** @description The lines. */
            items: {
                /**
                 * Format: date
                 * @description Thời hạn giải quyết.
                 */
                deadline?: string | null;
                /** @description Tên loại, by code. */
                document_type: string;
                entry?: components["schemas"]["ReceiversEntry"] | null;
                failure?: components["schemas"]["DeliveryFailure"] | null;
                /** @description Its files. */
                files: components["schemas"]["File"][];
                follow_up?: components["schemas"]["FollowUp"] | null;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /**
                 * Format: date
                 * @description Ngày văn bản.
                 */
                issued_on?: string | null;
                /** @description Ký hiệu. */
                notation?: string | null;
                /** @description Số văn bản. */
                number?: string | null;
                /** @description Why the receiver refused it or sent it back, or why it was recalled. */
                reason?: string | null;
                recall?: components["schemas"]["DeliveryRecall"] | null;
                /**
                 * Format: date-time
                 * @description When.
                 */
                sent_at: string;
                sent_by?: components["schemas"]["DoneBy"] | null;
                /** @description What stands at the receiver. */
                standing: components["schemas"]["DeliveryStanding"];
                /** @description The same, as the office says it. */
                standing_text: string;
                /** @description Trích yếu. */
                subject?: string | null;
                /** @description To whom. */
                to: components["schemas"]["Counterpart"];
                /** @description Độ khẩn. */
                urgency: components["schemas"]["Urgency"];
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Department: {
            /** @description The lines. */
            items: {
                /** @description Its short code. */
                code: string;
                /** @description Which. */
                id: components["schemas"]["DepartmentId"];
                /** @description Tên phòng, ban. */
                name: string;
                parent?: components["schemas"]["DepartmentId"] | null;
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_DocumentAccess: {
            /** @description The lines. */
            items: {
                by?: components["schemas"]["DoneBy"] | null;
                by_system?: components["schemas"]["SystemRef"] | null;
                file?: components["schemas"]["FileRef"] | null;
                /**
                 * Format: date-time
                 * @description The first time.
                 */
                first_at: string;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /**
                 * Format: date-time
                 * @description The last time.
                 */
                last_at: string;
                /**
                 * Format: uuid
                 * @description The request of the first time, as its answer (`X-Request-Id`) and the log name it.
                 */
                request_id?: string | null;
                /**
                 * Format: int64
                 * @description How often.
                 */
                times: number;
                /** @description What at. */
                what: components["schemas"]["LookedAt"];
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_DocumentLine: {
            /** @description The lines. */
            items: {
                /**
                 * Format: int32
                 * @description Số đến.
                 */
                arrival_number?: number | null;
                /**
                 * Format: int32
                 * @description Năm vào sổ.
                 */
                arrival_year?: number | null;
                /** @description Tác giả. */
                author: string;
                /** @description Tên loại, by code. */
                document_type: string;
                /** @description Which. */
                id: components["schemas"]["DocumentId"];
                /**
                 * Format: date
                 * @description Ngày văn bản.
                 */
                issued_on?: string | null;
                /** @description Ký hiệu. */
                notation?: string | null;
                /** @description Số văn bản. */
                number?: string | null;
                /**
                 * Format: date-time
                 * @description Ngày, giờ đến.
                 */
                received_at: string;
                /** @description Độ mật. */
                secrecy: components["schemas"]["Secrecy"];
                /** @description Where it stands. */
                state: components["schemas"]["StateName"];
                /** @description Trích yếu; absent on a secret line. */
                subject?: string | null;
                /** @description Độ khẩn. */
                urgency: components["schemas"]["Urgency"];
                /**
                 * Format: int32
                 * @description Its version.
                 */
                version: number;
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_DocumentMessage: {
            /** @description The lines. */
            items: {
                /**
                 * Format: int32
                 * @description How often it was tried.
                 */
                attempts: number;
                /** @description What was said of it: the address, and the other server's words. */
                bounce?: string | null;
                /**
                 * Format: date-time
                 * @description When it was reported that it did not arrive.
                 */
                bounced_at?: string | null;
                /** @description By what: `mail`, or `short_text` to a telephone. */
                channel: string;
                /**
                 * Format: date-time
                 * @description When it was written.
                 */
                created_at: string;
                /**
                 * @description `queued`, `sent`, `bounced` (sent, and reported not to have arrived), `dead` (given up), `not_sent` (there is no mail server),
                 *     `in_digest` or `not_wanted`.
                 */
                delivery: string;
                /**
                 * Format: uuid
                 * @description Which; the stem of its Message-ID.
                 */
                id: string;
                /** @description What about. */
                kind: string;
                /** @description Why the last try failed, or why there was none. */
                last_error?: string | null;
                /**
                 * Format: date-time
                 * @description When it is tried next, while it is queued; of what waits for others about the same document, when it goes at the latest.
                 */
                next_at?: string | null;
                /**
                 * Format: date-time
                 * @description When the mail server took it.
                 */
                sent_at?: string | null;
                /**
                 * Format: uuid
                 * @description In whose mail it goes or went, where that is another's: told there together with it.
                 */
                sent_with?: string | null;
                /** @description Who it goes to. */
                to: components["schemas"]["Addressee"];
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_DocumentType: {
            /** @description The lines. */
            items: {
                /** @description Chữ viết tắt. */
                abbreviation?: string | null;
                /** @description Its code. */
                code: string;
                /** @description `administrative`, `normative`, `petition`, `own` or `copy`. */
                group: string;
                /** @description Tên loại. */
                name: string;
                /** @description In English. */
                name_en: string;
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_DossierLine: {
            /** @description The lines. */
            items: {
                /** @description How it came. */
                channel: components["schemas"]["DossierChannel"];
                /**
                 * Format: date-time
                 * @description When.
                 */
                closed_at?: string | null;
                /** @description How it was closed: `early`, `in_time`, `late`, `untimed`, `withdrawn` or `stopped`; `forwarded` where another agency handles it. */
                closing?: string | null;
                /** @description Mã hồ sơ. */
                code?: string | null;
                colour?: components["schemas"]["DossierColour"] | null;
                desk?: components["schemas"]["HolderView"] | null;
                /**
                 * Format: date-time
                 * @description Hạn hiện tại.
                 */
                due?: string | null;
                /** @description Lĩnh vực. */
                field?: string | null;
                /** @description Which. */
                id: components["schemas"]["DossierId"];
                /** @description Whether its date is past, while it is still handled. */
                overdue: boolean;
                /** @description Chủ hồ sơ. */
                owner: string;
                /** @description Mã thủ tục. */
                procedure_code?: string | null;
                /** @description Tên thủ tục. */
                procedure_name?: string | null;
                /**
                 * Format: date-time
                 * @description When it reached the office.
                 */
                reached_at: string;
                /**
                 * Format: date-time
                 * @description When it was received.
                 */
                received_at?: string | null;
                /** @description Nội dung yêu cầu. */
                request: string;
                /** @description Whether its clock rests while the citizen has something to do. */
                rests: boolean;
                /** @description Where it stands. */
                state: components["schemas"]["DossierState"];
                state_there?: components["schemas"]["DossierState"] | null;
                /** @description The same as portals know it. */
                status: components["schemas"]["DossierStatus"];
                /** @description Tên bước. */
                step?: string | null;
                step_colour?: components["schemas"]["DossierColour"] | null;
                /**
                 * Format: int32
                 * @description Its version.
                 */
                version: number;
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_HistoryEntry: {
            /** @description The lines. */
            items: {
                /**
                 * Format: date-time
                 * @description When.
                 */
                at: string;
                by?: components["schemas"]["DoneBy"] | null;
                /** @description `person`, `service`, `interchange` or `office`. */
                by_kind: string;
                by_system?: components["schemas"]["SystemRef"] | null;
                /** @description What happened. */
                event: string;
                /** @description What happened, with its facts as they were written. */
                facts: Record<string, unknown>;
                /** @description The hash over the entry before and this one. */
                hash: string;
                /**
                 * Format: int32
                 * @description Its place, from 1.
                 */
                seq: number;
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_IdentityProvider: {
            /** @description The lines. */
            items: {
                /** @description Its short name, for `POST /sign-ins`. */
                id: string;
                /** @description Tên hiển thị: what people call it. */
                name: string;
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_InboxItem: {
            /** @description The lines. */
            items: {
                assignment?: components["schemas"]["AssignmentId"] | null;
                /** @description On whose desk it lies. */
                desk: components["schemas"]["HolderView"];
                document?: components["schemas"]["DocumentLine"] | null;
                dossier?: components["schemas"]["DossierLine"] | null;
                /**
                 * Format: date-time
                 * @description Until when.
                 */
                due?: string | null;
                outgoing_document?: components["schemas"]["OutgoingDocumentLine"] | null;
                /** @description Whether that is past. */
                overdue: boolean;
                /**
                 * Format: date-time
                 * @description Since when.
                 */
                since: string;
                /** @description What is to be done. */
                task: components["schemas"]["Task"];
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_InterchangeEntry: {
            /** @description The lines. */
            items: {
                /** @description Mã định danh. */
                code: string;
                /** @description Thư điện tử. */
                email?: string | null;
                /** @description Tên. */
                name: string;
                /** @description Mã định danh of the office above it. */
                parent?: string | null;
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_InterchangeGateway: {
            /** @description The lines. */
            items: {
                /**
                 * Format: date-time
                 * @description When its directory was read.
                 */
                directory_at?: string | null;
                /** @description Why the last call was in vain. */
                error?: string | null;
                /**
                 * Format: date-time
                 * @description Since when they are.
                 */
                failing_since?: string | null;
                /** @description What it is called. */
                name: string;
                /**
                 * Format: date-time
                 * @description When it was asked for what has come in.
                 */
                polled_at?: string | null;
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_InterchangePacket: {
            /** @description The lines. */
            items: {
                /** @description Mã định danh văn bản of the document that it is about. */
                about?: string | null;
                /** @description Of one that came in: whether the gateway knows that it is kept here. */
                acknowledged: boolean;
                /**
                 * Format: date-time
                 * @description When something was noted of it last.
                 */
                changed_at: string;
                /**
                 * Format: date-time
                 * @description When it was queued, or came.
                 */
                created_at: string;
                /**
                 * Format: date-time
                 * @description When.
                 */
                decided_at?: string | null;
                decided_by?: components["schemas"]["PersonId"] | null;
                decided_by_system?: components["schemas"]["ServiceAccountId"] | null;
                /** @description Which way it goes. */
                direction: components["schemas"]["InterchangeDirection"];
                document?: components["schemas"]["DocumentId"] | null;
                fault?: components["schemas"]["InterchangeFault"] | null;
                /** @description By which gateway. */
                gateway: string;
                /** @description The gateway's own id of it. */
                gateway_id?: string | null;
                /** @description Which. */
                id: components["schemas"]["PacketId"];
                /** @description A document or a status. */
                kind: components["schemas"]["InterchangePacketKind"];
                /**
                 * Format: date-time
                 * @description When it is tried next, while it waits.
                 */
                next_at?: string | null;
                /** @description Mã định danh of the other office. */
                peer?: string | null;
                recipient?: components["schemas"]["RecipientId"] | null;
                /** @description How it stands. */
                state: components["schemas"]["InterchangePacketState"];
                /**
                 * Format: int32
                 * @description How often it was tried.
                 */
                tries: number;
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_LinkedIdentity: {
            /** @description The lines. */
            items: {
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /** @description The issuer's address. */
                issuer: string;
                /**
                 * Format: date-time
                 * @description Since when.
                 */
                linked_at: string;
                /** @description Tên hiển thị: what people call the provider. */
                provider: string;
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_OpenSession: {
            /** @description The lines. */
            items: {
                /** @description The address that it signed in from. */
                address?: string | null;
                /** @description What the client called itself when it signed in. */
                client?: string | null;
                /**
                 * Format: date-time
                 * @description When it began.
                 */
                created_at: string;
                /** @description Whether this is the one that asks. */
                current: boolean;
                /**
                 * Format: date-time
                 * @description When it ends by itself.
                 */
                expires_at: string;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_OrganisationChange: {
            /** @description The lines. */
            items: {
                /**
                 * Format: date-time
                 * @description When.
                 */
                at: string;
                by?: components["schemas"]["PersonRef"] | null;
                /** @description What was asked. */
                command?: Record<string, unknown> | null;
                /** @description The record as it stood afterwards. */
                record: Record<string, unknown>;
                /**
                 * Format: int32
                 * @description Its place in the history, from 1.
                 */
                seq: number;
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_OriginalUse: {
            /** @description The lines. */
            items: {
                /** @description Người cho phép sử dụng. */
                allowed_by: components["schemas"]["PersonRef"];
                /** @description Of which document. */
                document: components["schemas"]["DocumentId"];
                /** @description Which. */
                id: components["schemas"]["OriginalUseId"];
                /** @description Ghi chú. */
                remark?: string | null;
                /**
                 * Format: date
                 * @description When it came back.
                 */
                returned_on?: string | null;
                /** @description Trích yếu. */
                subject: string;
                /**
                 * Format: date
                 * @description Since when.
                 */
                used_on: string;
                /** @description Họ và tên người sử dụng. */
                user: string;
                /** @description Số, ký hiệu. */
                written?: string | null;
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_OutgoingDelivery: {
            /** @description The lines. */
            items: {
                /**
                 * Format: int32
                 * @description Số đến at the recipient, where it is another agency of the installation.
                 */
                arrival_number?: number | null;
                /**
                 * Format: int32
                 * @description Its year.
                 */
                arrival_year?: number | null;
                /**
                 * Format: date-time
                 * @description Since when.
                 */
                at?: string | null;
                /** @description By which gateway. */
                gateway?: string | null;
                /** @description Whether its receipt, or the answer, is not known in time. */
                late: boolean;
                /** @description To which address it went by mail. */
                mailed_to?: string | null;
                /** @description Whether it lies unread in the agency itself, where nobody is there to be told. */
                nobody_there: boolean;
                packet?: components["schemas"]["PacketId"] | null;
                /** @description To whom. */
                recipient: components["schemas"]["OutgoingRecipientShown"];
                /** @description Why it was refused, số vận đơn, or what else is known. */
                remark?: string | null;
                /** @description How far. */
                state: components["schemas"]["OutgoingDeliveryState"];
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_OutgoingDocumentLine: {
            /** @description The lines. */
            items: {
                /**
                 * Format: date-time
                 * @description When it was begun.
                 */
                created_at: string;
                /** @description The unit that drafts it. */
                department: components["schemas"]["DepartmentId"];
                /** @description Tên loại, by code. */
                document_type: string;
                /** @description Who drafts it. */
                drafter: components["schemas"]["PersonRef"];
                /** @description Which. */
                id: components["schemas"]["DocumentId"];
                /**
                 * Format: date
                 * @description Ngày văn bản.
                 */
                issued_on?: string | null;
                /** @description Ký hiệu. */
                notation?: string | null;
                /**
                 * Format: int32
                 * @description Số.
                 */
                number?: number | null;
                /** @description Where it stands. */
                state: components["schemas"]["OutgoingStateName"];
                /** @description Trích yếu. */
                subject: string;
                /** @description Độ khẩn. */
                urgency: components["schemas"]["Urgency"];
                /**
                 * Format: int32
                 * @description Its version.
                 */
                version: number;
                /**
                 * Format: int32
                 * @description Năm.
                 */
                year?: number | null;
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Person: {
            /** @description The lines. */
            items: {
                away?: components["schemas"]["Away"] | null;
                /** @description Thư điện tử. */
                email?: string | null;
                /** @description Who. */
                id: components["schemas"]["PersonId"];
                /** @description Họ và tên. */
                name: string;
                /** @description What they are in departments. */
                posts: components["schemas"]["DepartmentPost"][];
                /** @description What they are in the agency. */
                roles: components["schemas"]["Role"][];
                /** @description Chức vụ. */
                title: string;
                /** @description The name they sign in with. */
                username: string;
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_PersonalDataAct: {
            /** @description The lines. */
            items: {
                /** @description `account_exported`, `account_erased`, `account_expired`, `draft_expired` or `files_erased`. */
                act: string;
                /**
                 * Format: date-time
                 * @description When.
                 */
                at: string;
                /**
                 * Format: int32
                 * @description How many dossiers.
                 */
                dossiers: number;
                /**
                 * Format: int32
                 * @description How many drafts it was about.
                 */
                drafts: number;
                /**
                 * Format: int32
                 * @description How many files.
                 */
                files: number;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /**
                 * Format: uuid
                 * @description The account, the draft or the dossier.
                 */
                subject: string;
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_PostalItem: {
            /** @description The lines. */
            items: {
                /** @description Its address; of a counterpart as it stands in the directory. */
                address?: string | null;
                /**
                 * Format: int32
                 * @description How many copies are in it.
                 */
                copies: number;
                /** @description The document. */
                document: components["schemas"]["DocumentId"];
                /**
                 * Format: int32
                 * @description Số lượng bì.
                 */
                envelopes: number;
                /**
                 * Format: date
                 * @description Ngày tháng văn bản.
                 */
                issued_on?: string | null;
                /** @description Nơi nhận. */
                name?: string | null;
                /** @description To whom: the recipient's id. */
                recipient: components["schemas"]["RecipientId"];
                /** @description Ghi chú: số vận đơn. */
                remark?: string | null;
                /**
                 * Format: date-time
                 * @description When the post took it.
                 */
                sent_at?: string | null;
                /**
                 * Format: date
                 * @description Ngày chuyển: the day in Vietnam on which the post took it.
                 */
                sent_on?: string | null;
                /** @description Độ khẩn. */
                urgency: components["schemas"]["Urgency"];
                /**
                 * Format: date-time
                 * @description Since when it waits for the post.
                 */
                waits_since: string;
                /** @description Số, ký hiệu văn bản. */
                written?: string | null;
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_ProcedureLine: {
            /** @description The lines. */
            items: {
                /**
                 * Format: date-time
                 * @description When it was published or withdrawn last.
                 */
                changed_at: string;
                /** @description Mã thủ tục. */
                code: string;
                /** @description Lĩnh vực. */
                field: string;
                /** @description Which. */
                id: components["schemas"]["ProcedureId"];
                /** @description Cấp thực hiện. */
                level: components["schemas"]["ProcedureLevel"];
                /** @description Tên thủ tục. */
                name: string;
                /** @description Mức độ trực tuyến. */
                online: components["schemas"]["OnlineLevel"];
                /**
                 * Format: int32
                 * @description The last version that was published.
                 */
                version: number;
                /**
                 * Format: date-time
                 * @description When it was withdrawn; none where it is offered.
                 */
                withdrawn_at?: string | null;
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_PublicProcedureLine: {
            /** @description The lines. */
            items: {
                /** @description Mã thủ tục. */
                code: string;
                /** @description Lĩnh vực. */
                field: string;
                /** @description Cấp thực hiện. */
                level: components["schemas"]["ProcedureLevel"];
                /** @description Tên thủ tục. */
                name: string;
                /** @description Mức độ trực tuyến. */
                online: components["schemas"]["OnlineLevel"];
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_ReceivedMail: {
            /** @description The lines. */
            items: {
                /** @description Why its answer could not be sent: its sender knows nothing of what came of it. */
                answer_error?: string | null;
                /** @description Whether its sender was answered. */
                answered: boolean;
                /**
                 * Format: int64
                 * @description How many bytes are kept.
                 */
                bytes: number;
                /**
                 * Format: uuid
                 * @description The document that it was about, where that is the agency's.
                 */
                document?: string | null;
                explanation?: components["schemas"]["ReceivedMailExplanation"] | null;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /** @description What it was found to be: `reply`, `letter`, `bounce`, `automatic`, `list`, `loop`, `read_receipt` or `unreadable`. */
                kind?: string | null;
                /** @description Its Message-ID, without brackets. */
                message_id?: string | null;
                /** @description What came of it, by a stable name. */
                outcome?: string | null;
                /** @description Whether the receiving server has proved its sender. */
                proved: boolean;
                /**
                 * Format: date-time
                 * @description When it was taken in.
                 */
                received_at: string;
                /** @description The address that it says it is from. */
                sender?: string | null;
                settled?: components["schemas"]["SettledMail"] | null;
                /** @description `waiting` (to be looked at), `done`, `open` (for a clerk to work off) or `settled` (worked off). */
                state: string;
                /** @description Its subject. */
                subject?: string | null;
                /**
                 * Format: int64
                 * @description How many there were, where it was too long to be kept whole.
                 */
                whole_bytes?: number | null;
                /**
                 * @description What a reply that a clerk is to work off says, without what it quotes; for those who see the document that it is about, and of one
                 *     message alone.
                 */
                words?: string | null;
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_RegisterBook: {
            /** @description The lines. */
            items: {
                /** @description The series it continues from year to year. */
                code: string;
                /** @description The types that are entered in it, where only some are. */
                document_types: string[];
                /**
                 * Format: int32
                 * @description The number it began with.
                 */
                first_number: number;
                /** @description Which. */
                id: components["schemas"]["RegisterId"];
                /** @description What it is of. */
                kind: components["schemas"]["RegisterKind"];
                /** @description Its name on the cover. */
                name: string;
                /**
                 * Format: int32
                 * @description The number that the next entry takes.
                 */
                next_number: number;
                /** @description Whether entries can still be made. */
                open: boolean;
                /**
                 * Format: date-time
                 * @description When it was opened.
                 */
                opened_at: string;
                /** @description Why it was opened in mid-year. */
                reason?: string | null;
                /** @description `all_types`, `types`, `secret` or `copies`. */
                takes: string;
                /**
                 * Format: int32
                 * @description Its year, in Vietnam.
                 */
                year: number;
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_RegisterEntry: {
            /** @description The lines. */
            items: {
                /**
                 * Format: date-time
                 * @description When.
                 */
                at: string;
                by?: components["schemas"]["PersonRef"] | null;
                by_system?: components["schemas"]["SystemRef"] | null;
                /**
                 * Format: int32
                 * @description Số lượng bản.
                 */
                copies?: number | null;
                copy?: components["schemas"]["CopyShown"] | null;
                /**
                 * Format: date-time
                 * @description Ngày chuyển.
                 */
                dispatched_at?: string | null;
                document?: components["schemas"]["DocumentId"] | null;
                /** @description Tên loại, by code. */
                document_type?: string | null;
                /**
                 * Format: date
                 * @description Ngày tháng văn bản.
                 */
                issued_on?: string | null;
                /** @description Đơn vị, người nhận bản lưu. */
                kept_by?: string | null;
                /**
                 * Format: int32
                 * @description Số.
                 */
                number: number;
                /** @description Nơi nhận văn bản. */
                recipients: string[];
                /** @description Ghi chú: why a number is reserved or struck out, what a copy is of, by what a document is replaced, amended or corrected. */
                remark?: string | null;
                reserved?: components["schemas"]["OutgoingRemark"] | null;
                /** @description Người ký. */
                signer?: string | null;
                /** @description How the line stands. */
                state: components["schemas"]["RegisterLineState"];
                /** @description Trích yếu nội dung. */
                subject?: string | null;
                voided?: components["schemas"]["OutgoingRemark"] | null;
                /** @description Số, ký hiệu văn bản. */
                written?: string | null;
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_ServiceAccount: {
            /** @description The lines. */
            items: {
                /** @description Whether it was ended. */
                ended: boolean;
                /** @description Which. */
                id: components["schemas"]["ServiceAccountId"];
                /** @description Its keys, oldest first. */
                keys: components["schemas"]["ServiceKey"][];
                /** @description What the system is called. */
                name: string;
                /** @description What it is for. */
                purpose: string;
                /** @description What it may do. */
                scopes: components["schemas"]["Scope"][];
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Signer: {
            /** @description The lines. */
            items: {
                /** @description Who. */
                person: components["schemas"]["PersonRef"];
                /** @description By which capacity. */
                signing: components["schemas"]["SigningCapacity"];
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Template: {
            /** @description The lines. */
            items: {
                /** @description Whether documents can be made from it. */
                active: boolean;
                /** @description Whether the program brings it along: nobody changes it. */
                built_in: boolean;
                /**
                 * Format: date-time
                 * @description When.
                 */
                changed_at?: string | null;
                changed_by?: components["schemas"]["PersonId"] | null;
                /** @description The type of document that it is for, by code; for all where none is named. */
                document_type?: string | null;
                /** @description The file's name. */
                file_name: string;
                /** @description Which. */
                id: components["schemas"]["TemplateId"];
                /** @description What kind of file it is. */
                kind: components["schemas"]["TemplateKind"];
                /** @description Tên mẫu. */
                name: string;
                /** @description SHA-256 of its content, in hex. */
                sha256: string;
                /**
                 * Format: int64
                 * @description Its size in bytes.
                 */
                size: number;
                /**
                 * Format: int32
                 * @description How often it was written: what `If-Match` names.
                 */
                version: number;
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Turn: {
            /** @description The lines. */
            items: {
                assignment?: components["schemas"]["AssignmentId"] | null;
                /**
                 * Format: date-time
                 * @description The deadline that held at its end, or holds now.
                 */
                due?: string | null;
                /**
                 * Format: date-time
                 * @description The deadline that held at its beginning, where that was another.
                 */
                first_due?: string | null;
                /**
                 * Format: date-time
                 * @description Since when.
                 */
                from: string;
                /** @description Whose desk it lay on. */
                holder: components["schemas"]["HolderView"];
                /** @description Whether its time ran out while it lay there: whose clock it was. Whoever gets it late already is not late by that. */
                late: boolean;
                /**
                 * Format: int64
                 * @description How many of them came behind the deadline.
                 */
                late_minutes: number;
                /** @description What was to be done. */
                task: components["schemas"]["Task"];
                /**
                 * Format: date-time
                 * @description Until when; absent while it lies there.
                 */
                until?: string | null;
                /**
                 * Format: int64
                 * @description How many minutes of the desk's working time it lasted, without those for which the document rested.
                 */
                working_minutes: number;
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Webhook: {
            /** @description The lines. */
            items: {
                /**
                 * Format: date-time
                 * @description Since when nothing is sent to it.
                 */
                disabled_at?: string | null;
                disabled_because?: components["schemas"]["WebhookOff"] | null;
                /** @description Whether events are sent to it. */
                enabled: boolean;
                /**
                 * Format: int64
                 * @description How many were given up; each can be sent once more.
                 */
                failed: number;
                /**
                 * Format: date-time
                 * @description Since when nothing arrives.
                 */
                failing_since?: string | null;
                handed_in_by?: components["schemas"]["ServiceAccountId"] | null;
                /** @description Which. */
                id: components["schemas"]["WebhookId"];
                /** @description Which it wants. */
                kinds: components["schemas"]["EventKind"][];
                /** @description What it is called. */
                name: components["schemas"]["Label"];
                /**
                 * Format: date-time
                 * @description When it is tried again, where it could not be reached.
                 */
                next_try_at?: string | null;
                /** @description Where its events are sent. */
                url: components["schemas"]["WebhookUrl"];
                /**
                 * Format: int64
                 * @description How many events wait to be sent, for the first time or again.
                 */
                waiting: number;
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_WebhookDelivery: {
            /** @description The lines. */
            items: {
                /**
                 * Format: date-time
                 * @description When it happened.
                 */
                at: string;
                /** @description Its place in the feed. */
                cursor: string;
                /**
                 * Format: uuid
                 * @description The event.
                 */
                event: string;
                /**
                 * Format: uuid
                 * @description Which: the `webhook-id` of its message, the same at each try.
                 */
                id: string;
                /** @description Its kind. */
                kind: components["schemas"]["EventKind"];
                /** @description The first of what was said beside it, as one printable line. */
                last_answer?: string | null;
                /** @description Why the last try was in vain. */
                last_error?: string | null;
                /**
                 * Format: int32
                 * @description The status that the last try was answered with.
                 */
                last_status?: number | null;
                /**
                 * Format: date-time
                 * @description When it is tried next at the earliest.
                 */
                next_try_at?: string | null;
                /**
                 * Format: date-time
                 * @description When the receiver took it.
                 */
                sent_at?: string | null;
                /** @description What has become of it. */
                state: components["schemas"]["WebhookDeliveryState"];
                /**
                 * Format: int32
                 * @description How often it was tried, since it was made or last sent once more.
                 */
                tries: number;
            }[];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description Somebody who asks for something, or brings it for them. */
        Party: {
            address?: components["schemas"]["PostalAddress"] | null;
            email?: components["schemas"]["EmailAddress"] | null;
            id_number?: components["schemas"]["IdNumber"] | null;
            /** @description What they are. */
            kind?: components["schemas"]["PartyKind"];
            /** @description Họ và tên, or the name of the organisation. */
            name: components["schemas"]["PartyName"];
            phone?: components["schemas"]["PhoneNumber"] | null;
        };
        /**
         * @description What somebody is who asks for something.
         * @enum {string}
         */
        PartyKind: "citizen" | "business" | "household" | "agency" | "organisation";
        PartyName: string;
        /** @description Chuyển trình: puts the document before another leader. */
        PassCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "pass";
            note?: components["schemas"]["Instruction"] | null;
            proposal?: components["schemas"]["Direction"] | null;
            /** @description Before whom. */
            to: components["schemas"]["PersonId"];
        };
        /** @description Đạt thể thức, trình ký: by the chief of office or the registry, who is not whoever checked the content (Art. 12(2)). */
        PassFormCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "pass_form";
            note?: components["schemas"]["Instruction"] | null;
        };
        /** @description Chuyển văn bản hỏa tốc đến lãnh đạo kế tiếp khi lãnh đạo được trình vắng mặt; given by the office itself. */
        PassOnCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "pass_on";
        };
        /** @description Giao một người của đơn vị cho ý kiến, by the head of the department that is asked. */
        PassOpinionCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "pass_opinion";
            note?: components["schemas"]["Instruction"] | null;
            /** @description Which. */
            opinion: components["schemas"]["OpinionId"];
            /** @description To whom of the department's people. */
            to: components["schemas"]["PersonId"];
        };
        /** @description The code of the mail, and the new password. */
        PasswordReset: {
            /**
             * Format: password
             * @description The code of the mail; good once.
             */
            code: string;
            /**
             * Format: password
             * @description Mật khẩu mới: at least 12 characters, and not one's user name.
             */
            new: string;
        };
        /** @description Where the code goes. */
        PasswordResetRequest: {
            /** @description The mail address that the office knows of oneself. */
            email: components["schemas"]["EmailAddress"];
        };
        /** @description Tạm dừng. */
        PauseCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "pause";
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /**
         * @description How something was paid.
         * @enum {string}
         */
        PaymentMethod: "cash" | "transfer" | "gateway";
        /** @description A person of the agency. */
        Person: {
            away?: components["schemas"]["Away"] | null;
            /** @description Thư điện tử. */
            email?: string | null;
            /** @description Who. */
            id: components["schemas"]["PersonId"];
            /** @description Họ và tên. */
            name: string;
            /** @description What they are in departments. */
            posts: components["schemas"]["DepartmentPost"][];
            /** @description What they are in the agency. */
            roles: components["schemas"]["Role"][];
            /** @description Chức vụ. */
            title: string;
            /** @description The name they sign in with. */
            username: string;
        };
        /** @description A person with all that they were, are and will be. */
        PersonDetail: {
            /** @description When they were, are and will be away, by its beginning. */
            absences: components["schemas"]["Absence"][];
            /** @description Where notices go. */
            email?: string | null;
            /**
             * Format: date
             * @description Their first day.
             */
            from: string;
            /** @description Who. */
            id: components["schemas"]["PersonId"];
            /** @description Họ và tên. */
            name: string;
            /** @description Their positions, by their beginning. */
            positions: components["schemas"]["Position"][];
            /** @description Their roles, by their beginning. */
            roles: components["schemas"]["RoleGrant"][];
            /** @description What they might, may and will be able to sign for the agency, by its beginning. */
            signing: components["schemas"]["SigningCapacity"][];
            /** @description Chức vụ. */
            title: string;
            /**
             * Format: date
             * @description Their last day.
             */
            until?: string | null;
            /** @description The name they sign in with. */
            username: string;
        };
        /**
         * Format: uuid
         * @description A person who works in an agency.
         */
        PersonId: string;
        /** @description A person, by id and name. */
        PersonRef: {
            /** @description Who. */
            id: components["schemas"]["PersonId"];
            /** @description Họ và tên. */
            name: string;
            /** @description Chức vụ. */
            title: string;
        };
        /** @description That personal data were given out to their owner, or erased. */
        PersonalDataAct: {
            /** @description `account_exported`, `account_erased`, `account_expired`, `draft_expired` or `files_erased`. */
            act: string;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * Format: int32
             * @description How many dossiers.
             */
            dossiers: number;
            /**
             * Format: int32
             * @description How many drafts it was about.
             */
            drafts: number;
            /**
             * Format: int32
             * @description How many files.
             */
            files: number;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /**
             * Format: uuid
             * @description The account, the draft or the dossier.
             */
            subject: string;
        };
        PhoneNumber: string;
        /** @description Where a dossier comes from that another system handed in. */
        PortalRef: {
            /** @description The code that it gave. It is not the dossier's. */
            code: components["schemas"]["Label"];
            /** @description Which system, by its service account. */
            service: components["schemas"]["ServiceAccountId"];
        };
        /** @description A position with its dates. */
        Position: {
            /** @description In which department. */
            department: components["schemas"]["DepartmentId"];
            /**
             * Format: date
             * @description Its first day.
             */
            from: string;
            /** @description As what. */
            post: components["schemas"]["Post"];
            /**
             * Format: date
             * @description Its last day.
             */
            until?: string | null;
        };
        /**
         * @description What a person is in one department.
         * @enum {string}
         */
        Post: "head" | "deputy" | "registry" | "officer";
        /** @description Where the post brings it. */
        PostAddress: {
            /** @description Where. */
            address: components["schemas"]["Remark"];
            /** @description To whom. */
            name: components["schemas"]["Label"];
        };
        PostalAddress: string;
        /** @description What goes to one recipient by post. */
        PostalItem: {
            /** @description Its address; of a counterpart as it stands in the directory. */
            address?: string | null;
            /**
             * Format: int32
             * @description How many copies are in it.
             */
            copies: number;
            /** @description The document. */
            document: components["schemas"]["DocumentId"];
            /**
             * Format: int32
             * @description Số lượng bì.
             */
            envelopes: number;
            /**
             * Format: date
             * @description Ngày tháng văn bản.
             */
            issued_on?: string | null;
            /** @description Nơi nhận. */
            name?: string | null;
            /** @description To whom: the recipient's id. */
            recipient: components["schemas"]["RecipientId"];
            /** @description Ghi chú: số vận đơn. */
            remark?: string | null;
            /**
             * Format: date-time
             * @description When the post took it.
             */
            sent_at?: string | null;
            /**
             * Format: date
             * @description Ngày chuyển: the day in Vietnam on which the post took it.
             */
            sent_on?: string | null;
            /** @description Độ khẩn. */
            urgency: components["schemas"]["Urgency"];
            /**
             * Format: date-time
             * @description Since when it waits for the post.
             */
            waits_since: string;
            /** @description Số, ký hiệu văn bản. */
            written?: string | null;
        };
        /** @description What came of each, in their order. */
        PostedAnswer: {
            /** @description One for each item. */
            results: components["schemas"]["PostedResult"][];
        };
        /** @description One that the post has taken. */
        PostedItem: {
            /** @description The document. */
            document: components["schemas"]["DocumentId"];
            /** @description To whom: the recipient's id. */
            recipient: components["schemas"]["RecipientId"];
            remark?: components["schemas"]["Reason"] | null;
        };
        /** @description What the post has taken. */
        PostedItems: {
            /** @description The items, at most 100. */
            items: components["schemas"]["PostedItem"][];
        };
        /** @description What came of one. */
        PostedResult: {
            problem?: components["schemas"]["Problem"] | null;
            /**
             * Format: int32
             * @description The status that noting it alone would have been answered with.
             */
            status: number;
        };
        /** @description Trình: puts the document before a leader, or before the chief of office who passes it on. */
        PresentCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "present";
            note?: components["schemas"]["Instruction"] | null;
            proposal?: components["schemas"]["Direction"] | null;
            /** @description Before whom. */
            to: components["schemas"]["PersonId"];
        };
        /** @description A document put before someone. */
        Presentation: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            by?: components["schemas"]["DoneBy"] | null;
            /** @description With what words. */
            note?: string | null;
            proposal?: components["schemas"]["Direction"] | null;
            /** @description Before whom. */
            to: components["schemas"]["PersonRef"];
        };
        /** @description A book to be printed. */
        PrintRegister: {
            /** @description Which. */
            book: components["schemas"]["RegistryBook"];
            /**
             * Format: date
             * @description Its first day: of what came in the day of arrival, of what goes out that of the number.
             */
            from: string;
            register?: components["schemas"]["RegisterId"] | null;
            /**
             * Format: date
             * @description Its last day.
             */
            until: string;
        };
        /** @description A problem as it is sent (RFC 9457, `application/problem+json`). */
        Problem: {
            /** @description Stable short name. */
            code: string;
            /** @description What is wrong here and what would be right. */
            detail: string;
            /** @description What is wrong in the body, piece by piece. */
            errors?: components["schemas"]["Fault"][];
            /**
             * Format: int32
             * @description The HTTP status.
             */
            status: number;
            /** @description The kind in words, in the reader's language. */
            title: string;
            /** @description Names the kind of problem; stable. */
            type: string;
        };
        /** @description A procedure with a version of it. */
        Procedure: {
            /** @description What was published. */
            content: components["schemas"]["ProcedureContent"];
            /** @description Its process as a flowchart, in Mermaid's language. */
            drawing: string;
            /** @description What is found in the version by the office as it is now: people and departments change, and what was published does not. */
            findings: components["schemas"]["ProcedureFinding"][];
            /** @description Which. */
            id: components["schemas"]["ProcedureId"];
            /**
             * Format: int32
             * @description The last version, which dossiers are received under.
             */
            latest_version: number;
            /** @description The term in words, in the reader's language. */
            term_text?: string | null;
            /**
             * Format: int32
             * @description The version that is shown.
             */
            version: number;
            /** @description Its versions, the newest first. */
            versions: components["schemas"]["ProcedureVersion"][];
            withdrawal?: components["schemas"]["ProcedureWithdrawal"] | null;
        };
        ProcedureCode: string;
        /** @description What is published of a procedure. It names departments by their codes, so that a file of it can go from office to office. */
        ProcedureContent: {
            /** @description Whose the decision is. */
            authority?: components["schemas"]["Authority"];
            /** @description Mã thủ tục, as in the national database: `1.004222`. */
            code: components["schemas"]["ProcedureCode"];
            /** @description Thành phần hồ sơ. */
            components?: components["schemas"]["Component"][];
            /** @description The departments that receive it (quầy tiếp nhận); any clerk of the one-stop shop where none is named. */
            desks?: components["schemas"]["DepartmentCode"][];
            /** @description Phí, lệ phí. */
            fees?: components["schemas"]["Fee"][];
            /** @description Lĩnh vực. */
            field: components["schemas"]["Label"];
            /** @description Căn cứ pháp lý, one instrument a line. */
            legal_basis?: components["schemas"]["Remark"][];
            /** @description Cấp thực hiện. */
            level: components["schemas"]["ProcedureLevel"];
            /** @description Tên thủ tục. */
            name: components["schemas"]["Subject"];
            /** @description Mức độ trực tuyến. */
            online?: components["schemas"]["OnlineLevel"];
            /** @description Quy trình nội bộ. */
            process: components["schemas"]["Process"];
            /** @description Kết quả. */
            results?: components["schemas"]["Label"][];
            /** @description What is set for it where the law leaves it open. */
            rules?: components["schemas"]["HandlingRules"];
            /**
             * Format: int32
             * @description Số bộ.
             */
            sets?: number;
            term?: components["schemas"]["Term"] | null;
        };
        /** @description Something that was found in a procedure. */
        ProcedureFinding: {
            /** @description Its stable name. */
            code: components["schemas"]["FindingCode"];
            component?: components["schemas"]["ComponentCode"] | null;
            /** @description Where in the content, as a JSON pointer. */
            pointer: string;
            /** @description An error keeps it from being published; a warning doesn't. */
            severity: components["schemas"]["Severity"];
            step?: components["schemas"]["StepCode"] | null;
            /** @description What is wrong, in Vietnamese. */
            text: string;
            /** @description The same in English. */
            text_en: string;
        };
        /** @description What was found. */
        ProcedureFindings: {
            /** @description One by one. */
            findings: components["schemas"]["ProcedureFinding"][];
            /** @description Whether it could be published: no finding is an error. */
            publishable: boolean;
        };
        /**
         * Format: uuid
         * @description A procedure (thủ tục hành chính) of an agency's catalogue.
         */
        ProcedureId: string;
        /**
         * @description At which level a procedure is handled.
         * @enum {string}
         */
        ProcedureLevel: "central" | "provincial" | "communal";
        /** @description A procedure as it stands in the catalogue. */
        ProcedureLine: {
            /**
             * Format: date-time
             * @description When it was published or withdrawn last.
             */
            changed_at: string;
            /** @description Mã thủ tục. */
            code: string;
            /** @description Lĩnh vực. */
            field: string;
            /** @description Which. */
            id: components["schemas"]["ProcedureId"];
            /** @description Cấp thực hiện. */
            level: components["schemas"]["ProcedureLevel"];
            /** @description Tên thủ tục. */
            name: string;
            /** @description Mức độ trực tuyến. */
            online: components["schemas"]["OnlineLevel"];
            /**
             * Format: int32
             * @description The last version that was published.
             */
            version: number;
            /**
             * Format: date-time
             * @description When it was withdrawn; none where it is offered.
             */
            withdrawn_at?: string | null;
        };
        /** @description Who published or withdrew it. */
        ProcedurePerson: {
            /** @description Who. */
            id: components["schemas"]["PersonId"];
            /** @description Họ và tên. */
            name: string;
        };
        /** @description Which version of which procedure, as a dossier keeps it. */
        ProcedureRef: {
            /** @description Mã thủ tục. */
            code: components["schemas"]["ProcedureCode"];
            /** @description Which. */
            id: components["schemas"]["ProcedureId"];
            most?: components["schemas"]["MostOften"] | null;
            /** @description Tên thủ tục. */
            name: components["schemas"]["Subject"];
            /**
             * Format: int32
             * @description Its version, from 1.
             */
            version: number;
        };
        /** @description How a dossier would go if everybody took all the time that they have. */
        ProcedureSimulation: {
            /**
             * Format: date-time
             * @description From when its term is counted.
             */
            counts_from: string;
            /**
             * Format: date-time
             * @description When it leaves the last step.
             */
            done: string;
            /**
             * Format: date-time
             * @description The same with the waits.
             */
            due?: string | null;
            /**
             * Format: date-time
             * @description Until when it is to be done, by the term alone; none where the procedure has none.
             */
            due_original?: string | null;
            /** @description Whether that is after its time. */
            late: boolean;
            /** @description How it ends. */
            outcome: components["schemas"]["Outcome"];
            /** @description The years that it goes through of which not all days are set: dates may change when they are. */
            proposed_years: number[];
            /**
             * Format: date-time
             * @description When it is received.
             */
            received: string;
            /** @description The steps, in the order of visits. */
            steps: components["schemas"]["SimulatedStep"][];
            /**
             * Format: date-time
             * @description When it goes to the unit.
             */
            transfer: string;
            /** @description How many waits begin after it is done, and count for nothing. */
            waits_unused: number;
        };
        /** @description One step. */
        ProcedureStep: {
            /** @description To which earlier steps it may go back, with a reason. */
            back?: components["schemas"]["StepCode"][];
            /** @description A short code, unique within the process: `tham-dinh`. */
            code: components["schemas"]["StepCode"];
            /** @description Departments that are asked for an opinion when the dossier comes to it, side by side (lấy ý kiến song song). */
            consults?: components["schemas"]["DepartmentCode"][];
            /** @description Whose it is. */
            doer: components["schemas"]["Doer"];
            /** @description What may be done at it. */
            may?: components["schemas"]["Act"][];
            /** @description Tên bước. */
            name: components["schemas"]["Label"];
            /** @description Where it may lead. */
            next: components["schemas"]["Branch"][];
            time?: components["schemas"]["Term"] | null;
        };
        /** @description That a version was published. */
        ProcedureVersion: {
            /**
             * Format: date-time
             * @description When.
             */
            published_at: string;
            /** @description By whom. */
            published_by: components["schemas"]["ProcedurePerson"];
            /**
             * Format: int32
             * @description Which.
             */
            version: number;
        };
        /** @description That nothing is received for it any more. */
        ProcedureWithdrawal: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description By whom. */
            by: components["schemas"]["ProcedurePerson"];
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /** @description The steps; the dossier comes to the first of them from the desk. */
        Process: {
            /** @description In the order in which they are shown. */
            steps: components["schemas"]["ProcedureStep"][];
        };
        /** @description Đề nghị hủy hồ sơ hết thời hạn bảo quản. */
        ProposeDisposalCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "propose_disposal";
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /** @description An agency. */
        PublicAgency: {
            /** @description Mã định danh. */
            code: string;
            /** @description Tên cơ quan. */
            name: string;
        };
        /** @description A paper to bring. */
        PublicComponent: {
            blank?: components["schemas"]["Label"] | null;
            /** @description A short code, unique within the procedure. */
            code: components["schemas"]["ComponentCode"];
            /**
             * Format: int32
             * @description How many.
             */
            count: number;
            /** @description In which form. */
            form: components["schemas"]["ComponentForm"];
            /** @description Tên giấy tờ. */
            name: components["schemas"]["Subject"];
            note?: components["schemas"]["Remark"] | null;
            /** @description Whether it is always needed. */
            required: boolean;
        };
        /** @description The figures of a field. */
        PublicGroup: {
            /** @description Whether both sides are the same. */
            adds_up: boolean;
            /**
             * Format: int64
             * @description Giải quyết trong kỳ, of whichever judgement.
             */
            done: number;
            /** @description Lĩnh vực; absent for all together. */
            field?: string | null;
            /** @description The figures: carried over + received = done (early, in time, late, untimed) + running + overdue + resting + withdrawn + stopped. */
            figures: components["schemas"]["DossierFigures"];
        };
        /** @description What a citizen needs to know of a procedure; not what happens inside the office. */
        PublicProcedure: {
            /** @description Whose the decision is: this agency, or another's by name. */
            authority: string;
            /** @description Mã thủ tục. */
            code: components["schemas"]["ProcedureCode"];
            /** @description Thành phần hồ sơ. */
            components: components["schemas"]["PublicComponent"][];
            /** @description Phí, lệ phí. */
            fees: components["schemas"]["Fee"][];
            /** @description Lĩnh vực. */
            field: components["schemas"]["Label"];
            /** @description Căn cứ pháp lý. */
            legal_basis: components["schemas"]["Remark"][];
            /** @description Cấp thực hiện. */
            level: components["schemas"]["ProcedureLevel"];
            /** @description Tên thủ tục. */
            name: components["schemas"]["Subject"];
            /** @description Mức độ trực tuyến. */
            online: components["schemas"]["OnlineLevel"];
            /** @description Where it is handed in: this agency's one-stop shop, or these of its departments. */
            places: string[];
            /**
             * Format: date-time
             * @description Since when it is so.
             */
            published_at: string;
            /** @description Kết quả. */
            results: components["schemas"]["Label"][];
            /**
             * Format: int32
             * @description Số bộ.
             */
            sets: number;
            term?: components["schemas"]["Term"] | null;
            /** @description The same in words, in the reader's language. */
            term_text?: string | null;
        };
        /** @description A procedure in a list. */
        PublicProcedureLine: {
            /** @description Mã thủ tục. */
            code: string;
            /** @description Lĩnh vực. */
            field: string;
            /** @description Cấp thực hiện. */
            level: components["schemas"]["ProcedureLevel"];
            /** @description Tên thủ tục. */
            name: string;
            /** @description Mức độ trực tuyến. */
            online: components["schemas"]["OnlineLevel"];
        };
        /** @description The figures of a month. */
        PublicStatistics: {
            /** @description Whose. */
            agency: components["schemas"]["PublicAgency"];
            /**
             * Format: date-time
             * @description When they were counted, or read where they were written before.
             */
            at: string;
            /** @description By field. */
            fields: components["schemas"]["PublicGroup"][];
            /**
             * Format: date-time
             * @description From then.
             */
            from: string;
            /**
             * Format: date-time
             * @description Of a month that is over: when they were written for good. Absent where they are counted as the dossiers stand now.
             */
            frozen_at?: string | null;
            /**
             * @description Of which month, in Vietnam: `YYYY-MM`.
             * @example 2026-11
             */
            month: string;
            /** @description All together. */
            total: components["schemas"]["PublicGroup"];
            /**
             * Format: date-time
             * @description Until before then.
             */
            until: string;
        };
        /**
         * @description What publishing came to.
         * @enum {string}
         */
        PublicationOutcome: "published" | "unchanged" | "offered_again";
        /** @description A procedure after publishing. */
        PublishedProcedure: {
            /** @description What came of it. */
            outcome: components["schemas"]["PublicationOutcome"];
            /** @description As it now stands. */
            procedure: components["schemas"]["Procedure"];
        };
        /**
         * @description What a recipient gets it for.
         * @enum {string}
         */
        Purpose: "to_act" | "to_report" | "to_know";
        /** @description A packet that was taken. */
        PushedPacket: {
            /** @description Which it is here. */
            id: components["schemas"]["PacketId"];
        };
        QuarantineCommand: components["schemas"]["RetryPacketCommand"] | components["schemas"]["AgreeToPacketCommand"] | components["schemas"]["RefusePacketCommand"] | components["schemas"]["DiscardPacketCommand"];
        /** @description What a citizen thinks of how their dossier was handled. */
        RateDossierByReceipt: {
            /** @description Mã hồ sơ. */
            code: string;
            /**
             * Format: password
             * @description Mã tra cứu.
             */
            secret: string;
            /**
             * Format: int32
             * @description From 1 to 5.
             */
            stars: number;
            words?: components["schemas"]["Remark"] | null;
        };
        /** @description Đánh giá, by the citizen, once. The office's own: the public page gives it. */
        RateDossierCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "rate";
            /**
             * Format: int32
             * @description From 1 to 5.
             */
            stars: number;
            words?: components["schemas"]["Remark"] | null;
        };
        /** @description Whether the program can do its work, part by part. */
        Readiness: {
            /**
             * @description Making PDFs by LibreOffice: `ok`, `off` (turned off), `missing` (LibreOffice is not there) or `not_confined` (it is there, but the
             *     system does not let it be kept from network and files and within its memory). It stops nobody but whoever asks for a PDF.
             */
            conversion: string;
            /** @description `ok`. */
            database: string;
            /** @description `ok`, `delayed` (mails wait that were tried in vain), `none` (no mail server) or `unknown`. Mail stops no request. */
            mail: string;
            /**
             * @description `ok`, `away` (the server of the mailbox that this process watches could not be talked to), `unknown` (nobody has looked yet) or
             *     `none` (this process watches none). It stops no request.
             */
            mailbox: string;
            /** @description `ok`. */
            migrations: string;
            /** @description Whether requests can be served. */
            ready: boolean;
            /**
             * @description `ok`; `key_lost` (some second factors were sealed with another `keys/secrets.key`: codes of their apps can't be checked, and
             *     recovery codes can) or `unknown`. It stops no other request.
             */
            secrets: string;
            /** @description `ok`. */
            storage: string;
        };
        /** @description A word that was read in another way than it was typed. */
        ReadingView: {
            /** @description As it was read. */
            read: string;
            /** @description As it was typed. */
            typed: string;
        };
        Reason: string;
        /** @description Giao lại cho người khác, by the head. */
        ReassignCommand: {
            /** @description The officer's assignment that ends. */
            assignment: components["schemas"]["AssignmentId"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "reassign";
            /** @description The new officer. */
            officer: components["schemas"]["Recipient"];
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /** @description Bên gửi thu hồi. */
        RecallCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "recall";
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /** @description Why something is wanted back. */
        RecallDelivery: {
            /** @description Why: the receiver is told. */
            reason: components["schemas"]["Reason"];
        };
        /** @description Thu hồi: it is frozen here, and asked back of its recipients (Art. 18(4)). */
        RecallIssuedCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "recall";
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /**
         * @description What the office does when a sender recalls a document.
         * @enum {string}
         */
        RecallPolicy: "at_once" | "on_agreement";
        /** @description Enters a dossier. */
        ReceiveDossier: {
            /** @description How it came. */
            channel: components["schemas"]["DossierChannel"];
            /** @description What was handed in. */
            components?: components["schemas"]["HandedInFields"][];
            /**
             * Format: date-time
             * @description When the citizen handed it in elsewhere: the stamp of the post, the time of the portal.
             */
            filed_at?: string | null;
            late_reason?: components["schemas"]["Reason"] | null;
            /** @description Chủ hồ sơ. */
            owner: components["schemas"]["Party"];
            procedure?: components["schemas"]["ProcedureId"] | null;
            /**
             * Format: date-time
             * @description When it was really received, where that was earlier than now: the office had no system. Needs `late_reason`.
             */
            received_at?: string | null;
            request?: components["schemas"]["Subject"] | null;
            /** @description How the result is to be handed out. */
            return_way?: components["schemas"]["ReturnWay"];
            /**
             * Format: int32
             * @description Số bộ; as many as the procedure asks for where none is given.
             */
            sets?: number | null;
            submitter?: components["schemas"]["Party"] | null;
            then?: components["schemas"]["AtOnce"] | null;
        };
        /** @description Takes a document in, and enters it in the register at once where `register` is given. */
        ReceiveIncomingDocument: {
            /** @description What is known of the document. */
            facts: components["schemas"]["IncomingDocumentFacts"];
            /** @description Files already uploaded. */
            files?: components["schemas"]["FileId"][];
            register?: components["schemas"]["Register"] | null;
        };
        /** @description A message that came in. */
        ReceivedMail: {
            /** @description Why its answer could not be sent: its sender knows nothing of what came of it. */
            answer_error?: string | null;
            /** @description Whether its sender was answered. */
            answered: boolean;
            /**
             * Format: int64
             * @description How many bytes are kept.
             */
            bytes: number;
            /**
             * Format: uuid
             * @description The document that it was about, where that is the agency's.
             */
            document?: string | null;
            explanation?: components["schemas"]["ReceivedMailExplanation"] | null;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description What it was found to be: `reply`, `letter`, `bounce`, `automatic`, `list`, `loop`, `read_receipt` or `unreadable`. */
            kind?: string | null;
            /** @description Its Message-ID, without brackets. */
            message_id?: string | null;
            /** @description What came of it, by a stable name. */
            outcome?: string | null;
            /** @description Whether the receiving server has proved its sender. */
            proved: boolean;
            /**
             * Format: date-time
             * @description When it was taken in.
             */
            received_at: string;
            /** @description The address that it says it is from. */
            sender?: string | null;
            settled?: components["schemas"]["SettledMail"] | null;
            /** @description `waiting` (to be looked at), `done`, `open` (for a clerk to work off) or `settled` (worked off). */
            state: string;
            /** @description Its subject. */
            subject?: string | null;
            /**
             * Format: int64
             * @description How many there were, where it was too long to be kept whole.
             */
            whole_bytes?: number | null;
            /**
             * @description What a reply that a clerk is to work off says, without what it quotes; for those who see the document that it is about, and of one
             *     message alone.
             */
            words?: string | null;
        };
        /** @description In both languages. */
        ReceivedMailExplanation: {
            /** @description In English. */
            en: string;
            /** @description In Vietnamese. */
            vi: string;
        };
        /** @description The line in the receiver's register. */
        ReceiversEntry: {
            /**
             * Format: date-time
             * @description When the line was written.
             */
            at: string;
            /**
             * Format: int32
             * @description Số đến.
             */
            number: number;
            /**
             * Format: int32
             * @description Its year, in Vietnam.
             */
            year: number;
        };
        /** @description The recipient as it stands in JSON: a department or a person, exactly one of the two. */
        Recipient: {
            department?: components["schemas"]["DepartmentId"] | null;
            /**
             * Format: date-time
             * @description Hạn xử lý, RFC 3339 with offset; `due`, `term` or neither.
             */
            due?: string | null;
            instruction?: components["schemas"]["Instruction"] | null;
            person?: components["schemas"]["PersonId"] | null;
            term?: components["schemas"]["Term"] | null;
        };
        /**
         * Format: uuid
         * @description A recipient of an outgoing document (nơi nhận).
         */
        RecipientId: string;
        /** @description Đổi mã định danh từ một ngày; mã cũ vẫn tra được. */
        RecodeAgencyCommand: {
            /** @description The new code. */
            code: components["schemas"]["OrganCode"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "recode_agency";
            /**
             * Format: date
             * @description Its first day.
             */
            from: string;
        };
        /** @description Ghi nhận nộp phí, lệ phí. */
        RecordPaymentCommand: {
            /** @description For what, by name; where nothing is named, all that is unpaid, or, while the citizen is waited for, what they were asked for. */
            charges?: components["schemas"]["Label"][];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "record_payment";
            /** @description How. */
            method: components["schemas"]["PaymentMethod"];
            /**
             * Format: date-time
             * @description When it was paid, where that was earlier than now.
             */
            paid_at?: string | null;
            /** @description Số biên lai. */
            receipt: components["schemas"]["Label"];
        };
        /** @description Tính lại hạn xử lý theo lịch làm việc; given by the office itself when its calendar has changed. */
        RecountDeadlinesCommand: {
            /** @description What has changed, in words. */
            because?: string[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "recount_deadlines";
        };
        /** @description Tính lại hạn theo lịch làm việc. The office's own. */
        RecountDossierCommand: {
            /** @description What has changed, in Vietnamese. */
            because?: string[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "recount";
        };
        /** @description Tính lại hạn cho ý kiến theo lịch làm việc; given by the office itself when its calendar has changed. */
        RecountOpinionsCommand: {
            /** @description What has changed, in words. */
            because?: string[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "recount_opinions";
        };
        /** @description Tính lại hạn của văn thư theo lịch làm việc; given by the office itself when its calendar has changed. */
        RecountStepCommand: {
            /** @description What has changed, in words. */
            because?: string[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "recount_deadlines";
        };
        /** @description Recovery codes that are shown this once. */
        RecoveryCodes: {
            /** @description Ten of them, each good for one sign-in in the place of a code. */
            recovery_codes: string[];
        };
        /** @description Chuyển đơn vị chủ trì khác, by the leader who directed. */
        RedirectCommand: {
            /** @description The primary assignment that ends. */
            assignment: components["schemas"]["AssignmentId"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "redirect";
            /** @description The new primary. */
            primary: components["schemas"]["Recipient"];
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /** @description The token that comes with a session. */
        RefreshRequest: {
            /** @description The refresh token; good once. Left out, it is the one in the cookie, and the next is there, too. */
            refresh_token?: string | null;
        };
        /** @description Từ chối tiếp nhận: never entered, and the sender is told why. */
        RefuseCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "refuse";
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /** @description Không duyệt hủy, by a leader. */
        RefuseDisposalCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "refuse_disposal";
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /** @description Từ chối tiếp nhận (Mẫu 03). */
        RefuseDossier: {
            basis?: components["schemas"]["Remark"] | null;
            /** @description Why, in words for the citizen. */
            reason: components["schemas"]["Reason"];
        };
        /** @description Từ chối tiếp nhận (Mẫu 03). */
        RefuseDossierCommand: {
            basis?: components["schemas"]["Remark"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "refuse";
            /** @description Why, in words for the citizen. */
            reason: components["schemas"]["Reason"];
        };
        /** @description Không cho gia hạn. */
        RefuseExtensionCommand: {
            /** @description The assignment. */
            assignment: components["schemas"]["AssignmentId"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "refuse_extension";
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /** @description Từ chối: the sender is told, with the reason. */
        RefusePacketCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "refuse";
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /** @description Không đồng ý cho thu hồi. */
        RefuseRecallCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "refuse_recall";
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /** @description Vào sổ: takes the next arrival number. */
        Register: {
            /** @description Enter it though the same document seems to be entered already. */
            confirm_duplicate?: boolean;
            register?: components["schemas"]["RegisterId"] | null;
        };
        /** @description A register of one year. */
        RegisterBook: {
            /** @description The series it continues from year to year. */
            code: string;
            /** @description The types that are entered in it, where only some are. */
            document_types: string[];
            /**
             * Format: int32
             * @description The number it began with.
             */
            first_number: number;
            /** @description Which. */
            id: components["schemas"]["RegisterId"];
            /** @description What it is of. */
            kind: components["schemas"]["RegisterKind"];
            /** @description Its name on the cover. */
            name: string;
            /**
             * Format: int32
             * @description The number that the next entry takes.
             */
            next_number: number;
            /** @description Whether entries can still be made. */
            open: boolean;
            /**
             * Format: date-time
             * @description When it was opened.
             */
            opened_at: string;
            /** @description Why it was opened in mid-year. */
            reason?: string | null;
            /** @description `all_types`, `types`, `secret` or `copies`. */
            takes: string;
            /**
             * Format: int32
             * @description Its year, in Vietnam.
             */
            year: number;
        };
        /** @description Vào sổ: takes the next arrival number. */
        RegisterCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "register";
            /** @description Enter it though the same document seems to be entered already. */
            confirm_duplicate?: boolean;
            register?: components["schemas"]["RegisterId"] | null;
        };
        /** @description A line of a register of outgoing documents, in the columns of Decree 30/2020, Appendix IV. */
        RegisterEntry: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            by?: components["schemas"]["PersonRef"] | null;
            by_system?: components["schemas"]["SystemRef"] | null;
            /**
             * Format: int32
             * @description Số lượng bản.
             */
            copies?: number | null;
            copy?: components["schemas"]["CopyShown"] | null;
            /**
             * Format: date-time
             * @description Ngày chuyển.
             */
            dispatched_at?: string | null;
            document?: components["schemas"]["DocumentId"] | null;
            /** @description Tên loại, by code. */
            document_type?: string | null;
            /**
             * Format: date
             * @description Ngày tháng văn bản.
             */
            issued_on?: string | null;
            /** @description Đơn vị, người nhận bản lưu. */
            kept_by?: string | null;
            /**
             * Format: int32
             * @description Số.
             */
            number: number;
            /** @description Nơi nhận văn bản. */
            recipients: string[];
            /** @description Ghi chú: why a number is reserved or struck out, what a copy is of, by what a document is replaced, amended or corrected. */
            remark?: string | null;
            reserved?: components["schemas"]["OutgoingRemark"] | null;
            /** @description Người ký. */
            signer?: string | null;
            /** @description How the line stands. */
            state: components["schemas"]["RegisterLineState"];
            /** @description Trích yếu nội dung. */
            subject?: string | null;
            voided?: components["schemas"]["OutgoingRemark"] | null;
            /** @description Số, ký hiệu văn bản. */
            written?: string | null;
        };
        /**
         * Format: uuid
         * @description A register book (sổ đăng ký văn bản) of one year.
         */
        RegisterId: string;
        /**
         * @description What a register is of.
         * @enum {string}
         */
        RegisterKind: "incoming" | "outgoing";
        /**
         * @description How a line of the register stands.
         * @enum {string}
         */
        RegisterLineState: "taken" | "reserved" | "voided";
        /**
         * @description A book.
         * @enum {string}
         */
        RegistryBook: "incoming" | "outgoing" | "post" | "originals" | "follow_up";
        /** @description Không duyệt, with a reason. */
        RejectCommand: {
            /** @description The assignment that was handed in. */
            assignment: components["schemas"]["AssignmentId"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "reject";
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /**
         * @description What a document does to another.
         * @enum {string}
         */
        RelationKind: "replaces" | "amends" | "corrects";
        Remark: string;
        /** @description Đôn đốc. */
        RemindCommand: {
            /** @description The assignment. */
            assignment: components["schemas"]["AssignmentId"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "remind";
            text?: components["schemas"]["Instruction"] | null;
        };
        /** @description Đôn đốc. */
        RemindDossierCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "remind";
            text?: components["schemas"]["Instruction"] | null;
        };
        /** @description Đôn đốc cho ý kiến. */
        RemindOpinionCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "remind_opinion";
            /** @description Which. */
            opinion: components["schemas"]["OpinionId"];
            text?: components["schemas"]["Instruction"] | null;
        };
        /** @description When people are reminded. A field that isn't given is as it is here by default. */
        ReminderSettings: {
            /**
             * Format: int32
             * @description How many working days before the deadline its holder is reminded, in the morning; 0 for not at all. Who has less time than
             *     that is reminded when half of it is over.
             * @default 1
             */
            before_days: number;
            /**
             * @description When the morning's digest goes out on working days.
             * @default 07:30
             * @example 07:30
             */
            digest_at: string;
            /**
             * Format: int32
             * @description How many documents each part of a digest names; of more it says how many.
             * @default 20
             */
            digest_lines: number;
            /**
             * Format: int32
             * @description How many working days after the deadline the head of the holder's department is told.
             * @default 1
             */
            head_after_days: number;
            /**
             * Format: int32
             * @description How many working minutes after the deadline its holder is reminded once more; of an urgent document by the
             *     clock, and not later than the head is told.
             * @default 30
             */
            holder_after_minutes: number;
            /**
             * Format: int32
             * @description How many working days after the deadline whoever directed and whoever monitors is told.
             * @default 2
             */
            leader_after_days: number;
            /**
             * Format: int32
             * @description How many minutes after the deadline of an urgent document the head of the holder's department is told, by the clock.
             * @default 60
             */
            urgent_head_after_minutes: number;
            /**
             * Format: int32
             * @description How many minutes after it whoever directed and whoever monitors is told, by the clock.
             * @default 120
             */
            urgent_leader_after_minutes: number;
            /**
             * @description Whether leaders get a digest of their departments once a week.
             * @default true
             */
            weekly: boolean;
        };
        /** @description Bỏ văn bản khỏi hồ sơ: those behind it move up. */
        RemoveDocumentCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "remove_document";
            /** @description Which. */
            document: components["schemas"]["DocumentId"];
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /** @description Đổi tên cơ quan từ một ngày; văn bản cũ giữ tên cũ. */
        RenameAgencyCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "rename_agency";
            /**
             * Format: date
             * @description Its first day.
             */
            from: string;
            /** @description The new name. */
            name: components["schemas"]["Label"];
        };
        /**
         * @description As what a file is made.
         * @enum {string}
         */
        RenderAs: "docx" | "odt" | "pdf";
        /** @description What is to be made. */
        RenderOutgoingDocument: {
            /** @description As what. */
            as: components["schemas"]["RenderAs"];
            /** @description From which template. */
            template: components["schemas"]["TemplateId"];
        };
        /** @description A file that was made from a template. */
        Rendering: {
            /** @description The file. */
            file: components["schemas"]["File"];
            /** @description The template's fields for which the document has no value yet: “…” stands in their place. */
            unfilled: string[];
        };
        /** @description Mở lại hồ sơ. */
        ReopenCaseFileCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "reopen";
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /** @description Mở lại, with a reason. */
        ReopenCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "reopen";
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /** @description A received document by which its sender has replaced an earlier one that is here. */
        ReplacingDocument: {
            /** @description Which. */
            document: components["schemas"]["DocumentId"];
            /**
             * Format: date
             * @description Its date.
             */
            issued_on?: string | null;
            /** @description What it does. */
            kind: components["schemas"]["RelationKind"];
            /** @description The same in Vietnamese, with the number: “Thay thế bởi 05/QĐ-UBND ngày 29/11/2026”. */
            text: string;
            /** @description Số, ký hiệu as they are written. */
            written?: string | null;
        };
        /** @description Báo cáo tiến độ. */
        ReportProgressCommand: {
            /** @description The assignment. */
            assignment: components["schemas"]["AssignmentId"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "report_progress";
            /** @description The words. */
            text: components["schemas"]["Instruction"];
        };
        /** @description Of which periods one is sent the report by mail, as PDF, on the first working day after each is over. */
        ReportWishes: {
            /** @description Of each month. */
            monthly: boolean;
            /** @description Of each week. */
            weekly: boolean;
        };
        /**
         * @description A status that is reported (mã trạng thái).
         * @enum {string}
         */
        ReportedStatus: "arrived" | "refused" | "registered" | "assigned" | "handling" | "completed" | "taken_back" | "change_agreed" | "change_refused";
        /** @description Where a code is to go. */
        RequestCitizenCode: {
            /** @description Whose account this is, or will be. */
            email: components["schemas"]["EmailAddress"];
        };
        /** @description Xin gia hạn. */
        RequestExtensionCommand: {
            /** @description The assignment. */
            assignment: components["schemas"]["AssignmentId"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "request_extension";
            /**
             * Format: date-time
             * @description The deadline asked for; `due` or `term`.
             */
            due?: string | null;
            /** @description Why. */
            reason: components["schemas"]["Reason"];
            term?: components["schemas"]["Term"] | null;
        };
        /** @description Yêu cầu thực hiện nghĩa vụ tài chính. */
        RequestPaymentCommand: {
            /** @description What is to be paid. */
            charges: components["schemas"]["ChargeFields"][];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "request_payment";
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /** @description Yêu cầu bổ sung (Mẫu 02): before it is received or while it is handled. */
        RequestSupplement: {
            basis?: components["schemas"]["Remark"] | null;
            guide?: components["schemas"]["Remark"] | null;
            /** @description What, all of it at once. */
            missing: components["schemas"]["Missing"][];
            /** @description Why. */
            reason: components["schemas"]["Reason"];
            wait?: components["schemas"]["Term"] | null;
        };
        /** @description Yêu cầu bổ sung (Mẫu 02): before it is received or while it is handled. */
        RequestSupplementCommand: {
            basis?: components["schemas"]["Remark"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "request_supplement";
            guide?: components["schemas"]["Remark"] | null;
            /** @description What, all of it at once. */
            missing: components["schemas"]["Missing"][];
            /** @description Why. */
            reason: components["schemas"]["Reason"];
            wait?: components["schemas"]["Term"] | null;
        };
        /**
         * @description What the office has decided.
         * @enum {string}
         */
        ResultKind: "granted" | "not_eligible";
        /** @description Tiếp tục. Where the clock has rested, too, open deadlines move by the working time that was lost. */
        ResumeCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "resume";
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /** @description Tiếp tục giải quyết what was stopped. */
        ResumeDossierCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "resume";
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /** @description Thời hạn bảo quản: permanent (vĩnh viễn), or a number of years from 2 to 70. */
        Retention: string;
        /** @description Đọc lại: what stood in its way is gone. */
        RetryPacketCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "retry";
        };
        /** @description Trả lại hồ sơ nộp lưu chưa đạt, by the archivist. */
        ReturnCaseFileCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "return";
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /** @description Trả kết quả. */
        ReturnResultCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "return_result";
            note?: components["schemas"]["Remark"] | null;
            to?: components["schemas"]["Label"] | null;
            /** @description How. */
            way: components["schemas"]["ReturnWay"];
        };
        /** @description Trả lại người soạn thảo, at any step before the number. */
        ReturnToDrafterCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "return_to_drafter";
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /** @description Trả lại nơi gửi; the line and its number stand. */
        ReturnToSenderCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "return_to_sender";
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /**
         * @description How the result is handed out.
         * @enum {string}
         */
        ReturnWay: "counter" | "post" | "electronic";
        /** @description Sửa dự thảo: a new edition. */
        ReviseCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "revise";
            /** @description What it is about from now on, all of it. */
            content: components["schemas"]["OutgoingContent"];
        };
        /** @description Sửa bản sao: the draft of a copy, anew. */
        ReviseCopyCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "revise_copy";
            /** @description What is copied and how from now on, all of it. */
            copy: components["schemas"]["MakeCopy"];
        };
        /**
         * @description What a person is in the agency as a whole. A person may be several things.
         * @enum {string}
         */
        Role: "registry_clerk" | "leader" | "chief_of_office" | "monitor" | "one_stop_clerk" | "archivist" | "administrator" | "system_administrator";
        /** @description A role with its dates. */
        RoleGrant: {
            /**
             * Format: date
             * @description Its first day.
             */
            from: string;
            /** @description Which. */
            role: components["schemas"]["Role"];
            /**
             * Format: date
             * @description Its last day.
             */
            until?: string | null;
        };
        /** @description How a secret is changed. */
        RotateWebhookSecret: {
            /**
             * @description Whether the one before holds no longer from now on: others may know it. Otherwise both sign for a while, so that the receiver changes
             *     over.
             */
            at_once?: boolean;
        };
        /** @description Chuyển theo quy định: hands the document on by a routing rule, without a leader. */
        RouteCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "route";
            rule?: components["schemas"]["RoutingRuleId"] | null;
        };
        /** @description A routing rule. */
        RoutingRule: {
            /** @description Whether it is in force. */
            active: boolean;
            /** @description Words that the sender's name holds. */
            author_words?: string | null;
            /** @description The type of document, by code. */
            document_type?: string | null;
            /** @description Which. */
            id: components["schemas"]["RoutingRuleId"];
            /** @description What the holder is told. */
            instruction?: string | null;
            /** @description Its name. */
            name: string;
            /**
             * Format: int32
             * @description Rules are tried from the lowest number up.
             */
            priority: number;
            /** @description Who reads it, where it is kept for information. */
            readers: components["schemas"]["Holder"][];
            /** @description Words that the subject holds. */
            subject_words?: string | null;
            to?: components["schemas"]["Holder"] | null;
        };
        /**
         * Format: uuid
         * @description A routing rule: what is handed to a department without a leader's decision (Decree 30/2020, Art. 23(1)).
         */
        RoutingRuleId: string;
        /** @description A search that somebody keeps. */
        SavedSearch: {
            /**
             * Format: date-time
             * @description Since when.
             */
            created_at: string;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description What they call it. */
            name: string;
            /** @description What is searched for, and what it is narrowed by: the parameters of `search`. */
            query: components["schemas"]["SearchWords"];
        };
        /** @description The searches that somebody keeps. */
        SavedSearches: {
            /** @description The oldest first. */
            items: components["schemas"]["SavedSearch"][];
        };
        /**
         * @description What a service account may do. What no scope opens, no system does.
         * @enum {string}
         */
        Scope: "documents:receive" | "documents:register" | "documents:issue" | "documents:read" | "files:read" | "organisation:read" | "mail:hand_in" | "dossiers:submit" | "events:read";
        /** @description Đóng dấu, hoặc ký số của cơ quan; may be done again until it is dispatched. */
        SealIssuedCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "seal";
            /** @description The sealed document: the scan of the paper, or the PDF that bears both signatures. */
            files?: components["schemas"]["FileId"][];
            /** @description On what. */
            on: components["schemas"]["Medium"];
        };
        /**
         * @description In which field some words stand.
         * @enum {string}
         */
        SearchField: "number" | "subject" | "author" | "signer" | "remark" | "file";
        /** @description A document that was found. */
        SearchItem: {
            /** @description Tác giả. */
            author: string;
            /**
             * Format: date-time
             * @description When it came, or was begun: the newest of a rank come first.
             */
            began_at: string;
            /** @description Which way it goes: by that it is read (`getIncomingDocument`, `getOutgoingDocument`). */
            direction: components["schemas"]["DocumentDirection"];
            /** @description Tên loại, by code. */
            document_type: string;
            holder?: components["schemas"]["HolderView"] | null;
            /** @description Which. */
            id: components["schemas"]["DocumentId"];
            /**
             * Format: date
             * @description Ngày văn bản.
             */
            issued_on?: string | null;
            /** @description Ký hiệu. */
            notation?: string | null;
            /** @description Số. */
            number?: string | null;
            /** @description The words by which it was found, the best first. */
            snippets: components["schemas"]["SnippetView"][];
            /** @description Its state. */
            state: string;
            /** @description The same, in Vietnamese. */
            state_text: string;
            /** @description Trích yếu. */
            subject: string;
            /** @description Độ khẩn. */
            urgency: components["schemas"]["Urgency"];
        };
        /** @description A page of what was found. */
        SearchPage: {
            /** @description The case files among them that the searcher may see: `facets` has the counts of `case_file` by their ids. */
            case_files: components["schemas"]["CaseFileRef"][];
            /** @description How many were found: exact up to 1,000. */
            count: number;
            /**
             * @description How many of the newest 1,000 that were found there are of each value of `direction`, `register`, `type`, `state`, `urgency`,
             *     `department`, `holder`, `author`, `year`, `due` and `case_file`.
             */
            facets: {
                [key: string]: {
                    [key: string]: number;
                };
            };
            /** @description The documents, the best first. */
            items: components["schemas"]["SearchItem"][];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
            /** @description Whether there are more than 1,000. */
            over_1000: boolean;
            /** @description What was read in another way than it was typed: Telex and VNI, abbreviations. */
            understood: components["schemas"]["ReadingView"][];
        };
        /** @description What is searched for, and what it is narrowed by. */
        SearchWords: {
            /** @description Only by an author (cơ quan ban hành) with these words. */
            author?: string | null;
            /** @description Only in a case file (hồ sơ): its id, or words of its symbol and title, or of what was written when a document was filed. */
            case_file?: string | null;
            /**
             * Format: uuid
             * @description Only of this department: which drafts it, or has an assignment of it.
             */
            department?: string | null;
            direction?: components["schemas"]["DocumentDirection"] | null;
            /**
             * Format: date
             * @description Only with a deadline on this day or later.
             */
            due_from?: string | null;
            /**
             * Format: date
             * @description Only with a deadline on this day or earlier.
             */
            due_until?: string | null;
            /**
             * Format: date
             * @description Only issued on this day (ngày văn bản) or later.
             */
            from?: string | null;
            /**
             * Format: uuid
             * @description Only with work that lies now with this person, or on this department's desk.
             */
            holder?: string | null;
            /** @description Words, "phrases", số and ký hiệu in any spelling; with accents or without, and in Telex or VNI. */
            q: string;
            /**
             * Format: uuid
             * @description Only in this register.
             */
            register?: string | null;
            /** @description Only in this state, of incoming documents or of outgoing ones. */
            state?: string | null;
            /** @description Only of this type, by code. */
            type?: string | null;
            /**
             * Format: date
             * @description Only issued on this day or earlier.
             */
            until?: string | null;
            urgency?: components["schemas"]["Urgency"] | null;
        };
        /** @description How one's own second factor stands. */
        SecondFactor: {
            /** @description Whether one of one's roles demands it. */
            demanded: boolean;
            /** @description Whether it is asked for. */
            on: boolean;
            /**
             * Format: int64
             * @description How many recovery codes are left.
             */
            recovery_codes_left: number;
            /**
             * Format: date-time
             * @description Since when.
             */
            since?: string | null;
        };
        /** @description One's password. */
        SecondFactorBeginning: {
            /**
             * Format: password
             * @description Mật khẩu hiện tại: whoever sits at an open session cannot shut its owner out.
             */
            password: string;
        };
        /** @description A code. */
        SecondFactorCode: {
            /**
             * Format: password
             * @description Six digits of the authenticator app.
             */
            code: string;
        };
        /** @description A secret that is shown this once. */
        SecondFactorEnrolment: {
            /** @description The secret in base 32, to be typed into an authenticator app. */
            secret: string;
            /** @description The same as an `otpauth` address, to be shown as a QR code. */
            uri: string;
        };
        /** @description Password and code. */
        SecondFactorRemoval: {
            /**
             * Format: password
             * @description Six digits of the authenticator app, or a recovery code.
             */
            code: string;
            /**
             * Format: password
             * @description Mật khẩu hiện tại.
             */
            password: string;
        };
        /**
         * @description Độ mật, least first, as it stands in requests and answers.
         * @enum {string}
         */
        Secrecy: "none" | "confidential" | "secret" | "top_secret";
        /** @description A document to be sent to another agency. */
        SendDelivery: {
            /** @description What is known of it. */
            facts: components["schemas"]["DeliveredFacts"];
            /** @description Files already uploaded. */
            files?: components["schemas"]["FileId"][];
            /** @description Mã định danh of the agency it goes to. */
            to: components["schemas"]["OrganCode"];
        };
        /** @description Gửi bản cập nhật: whoever got it by the interchange gets its sealed document anew (QCVN 102: nghiệp vụ cập nhật). What it says stays. */
        SendUpdateCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "send_update";
            /** @description The sealed document as it goes out from now on: a better scan of the paper, or the PDF that bears both signatures. */
            files: components["schemas"]["FileId"][];
            /** @description Why; those who get it are told. */
            reason: components["schemas"]["Reason"];
        };
        /** @description A service account with its keys. */
        ServiceAccount: {
            /** @description Whether it was ended. */
            ended: boolean;
            /** @description Which. */
            id: components["schemas"]["ServiceAccountId"];
            /** @description Its keys, oldest first. */
            keys: components["schemas"]["ServiceKey"][];
            /** @description What the system is called. */
            name: string;
            /** @description What it is for. */
            purpose: string;
            /** @description What it may do. */
            scopes: components["schemas"]["Scope"][];
        };
        /**
         * Format: uuid
         * @description A service account: another system that works with an agency.
         */
        ServiceAccountId: string;
        /** @description A service account with a new key, which is shown this once. */
        ServiceAccountWithKey: {
            /** @description The account. */
            account: components["schemas"]["ServiceAccount"];
            /** @description The key: goes into `Authorization: Bearer …` of every request of the system. Nobody can show it again. */
            key: string;
        };
        /** @description A key, without its secret. */
        ServiceKey: {
            /** @description Whether it opens something today: not ended, and its last day not past. */
            holds: boolean;
            /** @description Which: the part of the key between `cvk_` and the next `_`, as a UUID. */
            id: components["schemas"]["ServiceKeyId"];
            /**
             * Format: date-time
             * @description When it was used last; noted now and then, so it may have been used some minutes later.
             */
            last_used_at?: string | null;
            /** @description From which address. */
            last_used_from?: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            made_at: string;
            made_by?: components["schemas"]["PersonRef"] | null;
            /**
             * Format: date
             * @description Its last day.
             */
            until: string;
        };
        /**
         * Format: uuid
         * @description A key of a service account, by its public part.
         */
        ServiceKeyId: string;
        /** @description A pair of tokens. */
        Session: {
            /** @description For requests: `Authorization: Bearer …`. */
            access_token: string;
            /**
             * Format: int64
             * @description Seconds for which the access token holds.
             */
            expires_in: number;
            /** @description For the next pair; good once. */
            refresh_token: string;
            /** @description `Bearer`. */
            token_type: string;
        };
        /** @description Đặt vắng mặt, cử người làm thay: whoever stands in takes the work that lies there and what comes, until the last day. */
        SetAbsenceCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "set_absence";
            /**
             * Format: date
             * @description The first day; today where none is given.
             */
            from?: string | null;
            /** @description Who is away, by id or user name. */
            person: components["schemas"]["Known"];
            /** @description Who stands in for them, by id or user name. */
            substitute: components["schemas"]["Known"];
            /**
             * Format: date
             * @description The last day.
             */
            until: string;
        };
        /**
         * @description Đặt lịch cho một ngày: nghỉ lễ, nghỉ bù, nghỉ hoán đổi, làm bù, nghỉ hoặc làm việc riêng. What was set for that day on the same
         *     level is replaced, and open deadlines that were counted in terms are counted anew.
         */
        SetDayCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "set_day";
            /**
             * Format: date
             * @description The instrument's date.
             */
            dated?: string | null;
            /**
             * Format: date
             * @description The day, in Vietnam.
             */
            day: string;
            department?: components["schemas"]["Known"] | null;
            instrument?: components["schemas"]["Label"] | null;
            /** @description What people call it. */
            name: components["schemas"]["Label"];
            /** @description Whether it holds in the whole country, and so goes behind what an agency sets for itself. */
            national?: boolean;
            /** @description What it is. */
            what: components["schemas"]["DayKind"];
        };
        /** @description Ghi kết quả: an issued outgoing document, or what another system has made. */
        SetOutcome: {
            /**
             * Format: date
             * @description Ngày.
             */
            dated?: string | null;
            document?: components["schemas"]["DocumentId"] | null;
            /** @description Its files. */
            files?: components["schemas"]["FileId"][];
            /** @description What. */
            kind: components["schemas"]["ResultKind"];
            note?: components["schemas"]["Remark"] | null;
            written?: components["schemas"]["Label"] | null;
        };
        /** @description Ghi kết quả: an issued outgoing document, or what another system has made. */
        SetOutcomeCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "set_outcome";
            /**
             * Format: date
             * @description Ngày.
             */
            dated?: string | null;
            document?: components["schemas"]["DocumentId"] | null;
            /** @description Its files. */
            files?: components["schemas"]["FileId"][];
            /** @description What. */
            kind: components["schemas"]["ResultKind"];
            note?: components["schemas"]["Remark"] | null;
            written?: components["schemas"]["Label"] | null;
        };
        /** @description Xác định thủ tục: of a dossier of which nobody knew what it asks for. */
        SetProcedureCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "set_procedure";
            /**
             * @description Which component of it each paper is, in the order of the papers; nothing for what is beyond it. What lies there is no component where
             *     nothing is said: the papers of one procedure are not those of another.
             */
            components?: (components["schemas"]["ComponentCode"] | null)[];
            /** @description Which. */
            procedure: components["schemas"]["ProcedureId"];
        };
        /** @description Đặt quy định phân phối (Decree 30/2020, Art. 23(1)): what is handed on without a leader. With `rule`, that rule is replaced. */
        SetRuleCommand: {
            author_words?: components["schemas"]["Label"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "set_rule";
            document_type?: components["schemas"]["Label"] | null;
            instruction?: components["schemas"]["Instruction"] | null;
            /** @description Its name. */
            name: components["schemas"]["Label"];
            /**
             * Format: int32
             * @description Rules are tried from the lowest number up.
             */
            priority?: number;
            /** @description Who reads it, where it is kept for information. */
            readers?: components["schemas"]["Holder"][];
            rule?: components["schemas"]["RoutingRuleId"] | null;
            subject_words?: components["schemas"]["Label"] | null;
            to?: components["schemas"]["Holder"] | null;
        };
        /** @description Đặt giờ làm việc trong tuần từ một ngày. What was set for these days is replaced. */
        SetWeekCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "set_week";
            /**
             * Format: date
             * @description The instrument's date.
             */
            dated?: string | null;
            department?: components["schemas"]["Known"] | null;
            /**
             * Format: date
             * @description The first day; today where none is given.
             */
            from?: string | null;
            /** @description The hours of each day; rest where nothing is said. */
            hours: components["schemas"]["WeekHours"];
            instrument?: components["schemas"]["Label"] | null;
            /**
             * Format: date
             * @description The last day, behind which what was set before holds again; none where it holds until further notice.
             */
            until?: string | null;
        };
        /** @description How a message was worked off. */
        SettleReceivedMail: {
            note?: components["schemas"]["Remark"] | null;
        };
        /** @description How a clerk has worked it off. */
        SettledMail: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * Format: uuid
             * @description Who.
             */
            by: string;
            /** @description What was noted with it. */
            note?: string | null;
        };
        /**
         * @description How bad it is.
         * @enum {string}
         */
        Severity: "error" | "warning";
        /** @description Ký: by the signer's own hand; or noted by the registry, of what they have signed on paper (Art. 13). */
        SignCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "sign";
            /** @description What was signed: the PDF; of paper that the registry notes, its scan. */
            files?: components["schemas"]["FileId"][];
            /** @description On what. */
            on: components["schemas"]["Medium"];
            /**
             * Format: date
             * @description The day on which the paper was signed, where that was before today.
             */
            signed_on?: string | null;
        };
        /** @description What came by mail. */
        SignInCitizen: {
            /**
             * Format: password
             * @description The code: eight letters and digits, in whatever case, with or without the hyphen.
             */
            code: string;
            /**
             * Format: uuid
             * @description What was answered when the code was asked for.
             */
            request: string;
        };
        /**
         * @description How a certificate stands with the authorities that the office trusts. Whether it was revoked is not looked up.
         * @enum {string}
         */
        SignatureCertificate: "not_checked" | "trusted" | "out_of_time" | "unknown";
        /**
         * @description Whether what was signed still stands.
         * @enum {string}
         */
        SignatureIntegrity: "intact" | "altered" | "forged" | "not_checked";
        /**
         * @description Why a signature could not be checked.
         * @enum {string}
         */
        SignatureNotChecked: "range" | "dictionary" | "container" | "signers" | "certificate" | "algorithm";
        /** @description Somebody who may sign. */
        Signer: {
            /** @description Who. */
            person: components["schemas"]["PersonRef"];
            /** @description By which capacity. */
            signing: components["schemas"]["SigningCapacity"];
        };
        SignerName: string;
        SignerPosition: string;
        /** @description A capacity to sign (Decree 30/2020, Art. 13). */
        SigningCapacity: {
            department?: components["schemas"]["DepartmentId"] | null;
            /** @description The types of document, by code; all where none is named. */
            document_types: string[];
            /** @description Lĩnh vực; all where none is named. */
            fields: string[];
            /** @description In which form. */
            form: components["schemas"]["SigningForm"];
            /** @description The same, as the office says it. */
            form_text: string;
            /**
             * Format: date
             * @description The first day.
             */
            from: string;
            granted_by?: components["schemas"]["PersonId"] | null;
            /** @description Which. */
            id: components["schemas"]["SigningCapacityId"];
            /** @description Số, ký hiệu of the instrument that gives it. */
            instrument: string;
            under?: components["schemas"]["SigningCapacityId"] | null;
            /**
             * Format: date
             * @description The last day.
             */
            until?: string | null;
        };
        /**
         * Format: uuid
         * @description A capacity to sign for the agency (Decree 30/2020, Art. 13).
         */
        SigningCapacityId: string;
        /**
         * @description In which form somebody signs.
         * @enum {string}
         */
        SigningForm: "head" | "kt" | "tl" | "tuq";
        /** @description Which procedure, and how a dossier goes. */
        SimulateProcedure: {
            /** @description Where another way than the first is taken. */
            choose?: components["schemas"]["SimulationChoice"][];
            content?: components["schemas"]["ProcedureContent"] | null;
            /**
             * Format: date-time
             * @description When the dossier is received; now where nothing is given.
             */
            from?: string | null;
            procedure?: components["schemas"]["CatalogueProcedure"] | null;
            /** @description When the dossier waits for its applicant to complete it, in order. */
            waits?: components["schemas"]["Wait"][];
        };
        /** @description A visit to a step. */
        SimulatedStep: {
            /**
             * Format: date-time
             * @description When the dossier comes.
             */
            arrival: string;
            /** @description Whose it is. */
            doer: components["schemas"]["Doer"];
            /**
             * Format: date-time
             * @description Until when there is time; none where the step has none of its own.
             */
            due?: string | null;
            /**
             * Format: date-time
             * @description When it goes on.
             */
            leaves: string;
            /** @description Its name. */
            name: components["schemas"]["Label"];
            /** @description Which step. */
            step: components["schemas"]["StepCode"];
            way?: components["schemas"]["SimulatedWay"] | null;
        };
        /** @description The way that was taken out of a step. */
        SimulatedWay: {
            /** @description Whether it goes back. */
            back: boolean;
            /** @description The branch's label; the earlier step's name where it goes back. */
            label: components["schemas"]["Label"];
            to?: components["schemas"]["StepCode"] | null;
        };
        /** @description Which way is taken at a step. */
        SimulationChoice: {
            /** @description The branch by its label; or an earlier step by its code, to go back. */
            branch: components["schemas"]["Label"];
            /** @description At which step. Named again it is for the next visit. */
            step: components["schemas"]["StepCode"];
        };
        /** @description Some words by which a document was found. */
        SnippetView: {
            /** @description Where they stand. */
            field: components["schemas"]["SearchField"];
            file?: components["schemas"]["FileId"] | null;
            /** @description Its name. */
            file_name?: string | null;
            /** @description What was searched for. */
            highlights: components["schemas"]["Highlight"][];
            /** @description The words: plain text, … for what is left out. */
            text: string;
        };
        /**
         * @description How sure something is.
         * @enum {string}
         */
        Standing: "confirmed" | "proposed";
        /** @description Somebody who is away and for whom one stands in. */
        StandsIn: components["schemas"]["PersonRef"] & {
            /**
             * Format: date
             * @description Until when.
             */
            until?: string | null;
        };
        /**
         * @description The name of a state.
         * @enum {string}
         */
        StateName: "received" | "registered" | "presented" | "directed" | "in_progress" | "awaiting_approval" | "completed" | "filed" | "refused" | "returned" | "voided" | "recalled";
        /**
         * @description The name of a [`Status`].
         * @enum {string}
         */
        StatusName: "open" | "accepted" | "submitted" | "done" | "given_back" | "withdrawn";
        StepCode: string;
        /** @description How long one step of the registry takes. */
        StepTerm: {
            /** @description Of an ordinary document: the same day, at latest the next working day (Decree 30/2020, Art. 4(2)(c)). */
            normal: components["schemas"]["Term"];
            /** @description Of an urgent one (khẩn, thượng khẩn, hỏa tốc): at once, and so within so much working time. */
            urgent: components["schemas"]["Term"];
        };
        /** @description Thời hạn từng bước của văn thư, by the same-day rules of Decree 30/2020. */
        StepTerms: {
            /**
             * @description Phát hành, from the number on (Art. 18(1)).
             * @default {
             *       "normal": "1wd",
             *       "urgent": "30wm"
             *     }
             */
            dispatch: components["schemas"]["StepTerm"];
            /**
             * @description Cấp số, from the signature on (Art. 15(2)).
             * @default {
             *       "normal": "1wd",
             *       "urgent": "30wm"
             *     }
             */
            issue: components["schemas"]["StepTerm"];
            /**
             * @description Trình, chuyển giao, from entry on (Art. 23(1)).
             * @default {
             *       "normal": "1wd",
             *       "urgent": "30wm"
             *     }
             */
            present: components["schemas"]["StepTerm"];
            /**
             * @description Vào sổ, from receipt on (Art. 4(2)(c), 22).
             * @default {
             *       "normal": "1wd",
             *       "urgent": "30wm"
             *     }
             */
            register: components["schemas"]["StepTerm"];
        };
        /** @description Dừng giải quyết (Mẫu 05). */
        StopDossierCommand: {
            basis?: components["schemas"]["Remark"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "stop";
            money?: components["schemas"]["Remark"] | null;
            /** @description Why, in words for the citizen. */
            reason: components["schemas"]["Reason"];
        };
        /** @description Bỏ khỏi danh mục hồ sơ. */
        StrikeEntryCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "strike";
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        Subject: string;
        /** @description Trình trưởng đơn vị duyệt. */
        SubmitCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "submit";
            note?: components["schemas"]["Instruction"] | null;
        };
        /** @description A dossier that another system hands in. */
        SubmitDossier: {
            /** @description The dossier; online, and without `then`. */
            dossier: components["schemas"]["ReceiveDossier"];
            /** @description The code that the system has given it; the same code is the same dossier. */
            portal_code: components["schemas"]["Label"];
        };
        /** @description Trình kết quả: hands in what was done (or, supporting, an opinion). */
        SubmitResultCommand: {
            /** @description The assignment. */
            assignment: components["schemas"]["AssignmentId"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "submit_result";
            /** @description Files already uploaded. */
            files?: components["schemas"]["FileId"][];
            text?: components["schemas"]["Instruction"] | null;
        };
        /** @description Who carries on what an abolished agency did. */
        SuccessorAgency: {
            /** @description Its identifier code. */
            code: components["schemas"]["OrganCode"];
            /** @description Its name. */
            name: components["schemas"]["Label"];
        };
        /** @description How what was typed may go on. */
        Suggestions: {
            /** @description The most frequent first. */
            items: string[];
        };
        /**
         * @description What the clock does while a citizen completes the dossier.
         * @enum {string}
         */
        SupplementClock: "pauses" | "restarts" | "runs";
        /** @description That a citizen is or was asked to complete it. */
        SupplementRequest: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description By which instrument. */
            basis?: string | null;
            /** @description Who asked. */
            by: components["schemas"]["DoneBy"];
            /**
             * Format: date-time
             * @description When it was supplied, or no longer counted.
             */
            closed_at?: string | null;
            /** @description How it is done. */
            guide?: string | null;
            /** @description What. */
            missing: components["schemas"]["Missing"][];
            /** @description Why. */
            reason: string;
            /**
             * Format: date-time
             * @description Until when it is waited for.
             */
            until: string;
        };
        /** @description What a dossier is completed by. */
        SupplyCitizenDossier: {
            /** @description The papers, each with files that were uploaded for it: one for each thing that was asked for. */
            components: components["schemas"]["HandedInFields"][];
            note?: components["schemas"]["Remark"] | null;
        };
        /** @description Nhận bổ sung: what was missing has come. */
        SupplyDossierCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "supply";
            /** @description What has come. */
            components?: components["schemas"]["HandedInFields"][];
            note?: components["schemas"]["Remark"] | null;
            /**
             * Format: date-time
             * @description When it came, where that was earlier than now.
             */
            received_at?: string | null;
        };
        /** @description Another system, by id and name. */
        SystemRef: {
            /** @description Its service account. */
            id: components["schemas"]["ServiceAccountId"];
            /** @description What it is called. */
            name: string;
        };
        /**
         * @description Of which kind a table is.
         * @enum {string}
         */
        TableFormat: "xlsx" | "csv";
        /** @description Rút việc về phòng, by the head. */
        TakeBackCommand: {
            /** @description The officer's assignment that ends. */
            assignment: components["schemas"]["AssignmentId"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "take_back";
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /** @description Nhận kết quả về bộ phận một cửa. */
        TakeInResultCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "take_in_result";
        };
        /** @description Bỏ ghi nhận thay thế, sửa đổi, đính chính: the number of the later document is struck out. */
        TakeRelationBackCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "take_relation_back";
            /** @description Of which. */
            document: components["schemas"]["DocumentId"];
        };
        /**
         * @description What is to be done.
         * @enum {string}
         */
        Task: "register" | "present" | "direct" | "organise" | "handle" | "support" | "approve" | "decide_extension" | "answer_recall" | "file" | "read" | "draft" | "check_content" | "check_form" | "sign" | "issue" | "seal" | "dispatch" | "give_opinion" | "check_dossier" | "transfer_dossier" | "assign_dossier" | "handle_dossier" | "answer_consultation" | "await_citizen" | "return_result";
        /** @description Báo tình trạng giải quyết, by the agency that handles what this office received. The exchange's own. */
        TellStandingCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "tell_standing";
            /** @description How it stands there. */
            standing: components["schemas"]["DossierThere"];
        };
        /** @description A template. */
        Template: {
            /** @description Whether documents can be made from it. */
            active: boolean;
            /** @description Whether the program brings it along: nobody changes it. */
            built_in: boolean;
            /**
             * Format: date-time
             * @description When.
             */
            changed_at?: string | null;
            changed_by?: components["schemas"]["PersonId"] | null;
            /** @description The type of document that it is for, by code; for all where none is named. */
            document_type?: string | null;
            /** @description The file's name. */
            file_name: string;
            /** @description Which. */
            id: components["schemas"]["TemplateId"];
            /** @description What kind of file it is. */
            kind: components["schemas"]["TemplateKind"];
            /** @description Tên mẫu. */
            name: string;
            /** @description SHA-256 of its content, in hex. */
            sha256: string;
            /**
             * Format: int64
             * @description Its size in bytes.
             */
            size: number;
            /**
             * Format: int32
             * @description How often it was written: what `If-Match` names.
             */
            version: number;
        };
        /** @description What of a template is set by whoever keeps it. */
        TemplateFields: {
            /** @description The type of document that it is for, by code; for all where none is named. */
            document_type?: string | null;
            /** @description The file: uploaded before, by whoever names it here. */
            file: components["schemas"]["FileId"];
            /** @description Tên mẫu. */
            name: components["schemas"]["Label"];
        };
        /**
         * Format: uuid
         * @description A template (mẫu văn bản) from which the files of outgoing documents are made.
         */
        TemplateId: string;
        /**
         * @description What kind of file a template is.
         * @enum {string}
         */
        TemplateKind: "docx" | "odt";
        /**
         * @description 5wd: working days; 8wh, 90wm: working hours, minutes; 3d: days; 2026-11-30: until work ends on that day; or a time (RFC 3339)
         * @example 5wd
         * @example 8wh
         * @example 3d
         * @example "2026-11-30T00:00:00.000Z"
         */
        Term: string;
        /** @description Chuyển hồ sơ cho người khác lập (Art. 31(3)): before somebody leaves. */
        TransferCaseFileCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "transfer";
            department?: components["schemas"]["DepartmentId"] | null;
            /** @description To whom. */
            to: components["schemas"]["PersonId"];
        };
        /** @description Chuyển hồ sơ to the first step (Mẫu 06 goes along), or to the agency whose decision it is. */
        TransferDossierCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "transfer";
            note?: components["schemas"]["Instruction"] | null;
            to?: components["schemas"]["PersonId"] | null;
        };
        /** @description One stretch for which somebody had something to do about a document (lượt giữ văn bản). */
        Turn: {
            assignment?: components["schemas"]["AssignmentId"] | null;
            /**
             * Format: date-time
             * @description The deadline that held at its end, or holds now.
             */
            due?: string | null;
            /**
             * Format: date-time
             * @description The deadline that held at its beginning, where that was another.
             */
            first_due?: string | null;
            /**
             * Format: date-time
             * @description Since when.
             */
            from: string;
            /** @description Whose desk it lay on. */
            holder: components["schemas"]["HolderView"];
            /** @description Whether its time ran out while it lay there: whose clock it was. Whoever gets it late already is not late by that. */
            late: boolean;
            /**
             * Format: int64
             * @description How many of them came behind the deadline.
             */
            late_minutes: number;
            /** @description What was to be done. */
            task: components["schemas"]["Task"];
            /**
             * Format: date-time
             * @description Until when; absent while it lies there.
             */
            until?: string | null;
            /**
             * Format: int64
             * @description How many minutes of the desk's working time it lasted, without those for which the document rested.
             */
            working_minutes: number;
        };
        /** @description Mở khóa hồ sơ. */
        UnfreezeCaseFileCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "unfreeze";
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /** @description A draft's content, all of it. */
        UpdateOutgoingDraft: {
            /** @description What it is about from now on. */
            content: components["schemas"]["OutgoingContent"];
        };
        /**
         * @description Độ khẩn (Decree 30/2020, Art. 4(2)(c)), least first.
         * @enum {string}
         */
        Urgency: "normal" | "urgent" | "very_urgent" | "immediate";
        /** @description The name that a person signs in with: small letters without accents, digits, dots, hyphens and underscores. */
        Username: string;
        /** @description The days on which something holds: from one, up to and with another or without end. Never empty. */
        Validity: {
            /**
             * Format: date
             * @description The first day.
             */
            from: string;
            /**
             * Format: date
             * @description The last day; none where it holds until further notice.
             */
            until?: string | null;
        };
        /** @description Hủy dòng sổ: entered twice or by mistake; the line and its number stand. */
        VoidCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "void";
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /** @description Hủy số: the line stands, with the reason. */
        VoidIssuedCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "void";
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /** @description A time in which a citizen completes the dossier. */
        Wait: {
            /**
             * Format: date-time
             * @description When completion was asked for.
             */
            from: string;
            /**
             * Format: date-time
             * @description When the dossier was complete.
             */
            until: string;
        };
        /** @description A step that was handed on. */
        WalkedStep: {
            by?: components["schemas"]["DoneBy"] | null;
            /** @description On whose desk it lay. */
            desk: components["schemas"]["HolderView"];
            /** @description How it stands to its own time. */
            judgement: components["schemas"]["Judgement"];
            /** @description Tên bước. */
            name: string;
            officer?: components["schemas"]["PersonRef"] | null;
            /** @description In which case it was handed on, or why it went back. */
            outcome?: string | null;
            /**
             * Format: date-time
             * @description From when.
             */
            since: string;
            /** @description Which; absent for the desk's own. */
            step?: string | null;
            /**
             * Format: date-time
             * @description Until when.
             */
            until: string;
        };
        /** @description A webhook. */
        Webhook: {
            /**
             * Format: date-time
             * @description Since when nothing is sent to it.
             */
            disabled_at?: string | null;
            disabled_because?: components["schemas"]["WebhookOff"] | null;
            /** @description Whether events are sent to it. */
            enabled: boolean;
            /**
             * Format: int64
             * @description How many were given up; each can be sent once more.
             */
            failed: number;
            /**
             * Format: date-time
             * @description Since when nothing arrives.
             */
            failing_since?: string | null;
            handed_in_by?: components["schemas"]["ServiceAccountId"] | null;
            /** @description Which. */
            id: components["schemas"]["WebhookId"];
            /** @description Which it wants. */
            kinds: components["schemas"]["EventKind"][];
            /** @description What it is called. */
            name: components["schemas"]["Label"];
            /**
             * Format: date-time
             * @description When it is tried again, where it could not be reached.
             */
            next_try_at?: string | null;
            /** @description Where its events are sent. */
            url: components["schemas"]["WebhookUrl"];
            /**
             * Format: int64
             * @description How many events wait to be sent, for the first time or again.
             */
            waiting: number;
        };
        /** @description One event for one webhook. What it says of a dossier is not shown: who administers sees none. */
        WebhookDelivery: {
            /**
             * Format: date-time
             * @description When it happened.
             */
            at: string;
            /** @description Its place in the feed. */
            cursor: string;
            /**
             * Format: uuid
             * @description The event.
             */
            event: string;
            /**
             * Format: uuid
             * @description Which: the `webhook-id` of its message, the same at each try.
             */
            id: string;
            /** @description Its kind. */
            kind: components["schemas"]["EventKind"];
            /** @description The first of what was said beside it, as one printable line. */
            last_answer?: string | null;
            /** @description Why the last try was in vain. */
            last_error?: string | null;
            /**
             * Format: int32
             * @description The status that the last try was answered with.
             */
            last_status?: number | null;
            /**
             * Format: date-time
             * @description When it is tried next at the earliest.
             */
            next_try_at?: string | null;
            /**
             * Format: date-time
             * @description When the receiver took it.
             */
            sent_at?: string | null;
            /** @description What has become of it. */
            state: components["schemas"]["WebhookDeliveryState"];
            /**
             * Format: int32
             * @description How often it was tried, since it was made or last sent once more.
             */
            tries: number;
        };
        /**
         * @description What has become of a delivery.
         * @enum {string}
         */
        WebhookDeliveryState: "waiting" | "sent" | "failed";
        /** @description A webhook as somebody wants it. */
        WebhookFields: {
            /** @description Whether events are sent to it. What happens while it is off is not sent later; it stands in the feed. */
            enabled?: boolean;
            handed_in_by?: components["schemas"]["ServiceAccountId"] | null;
            /** @description Which it wants; at least one. */
            kinds: components["schemas"]["EventKind"][];
            /** @description What it is called; each of the agency's has its own name. */
            name: components["schemas"]["Label"];
            /**
             * @description Where its events are sent: an `https` address that the whole world could reach, or one at a host that the server's settings allow by
             *     name (`webhook_allowed_hosts`).
             */
            url: components["schemas"]["WebhookUrl"];
        };
        /**
         * Format: uuid
         * @description A webhook: an address of another system to which events are sent.
         */
        WebhookId: string;
        /**
         * @description Why nothing is sent to a webhook.
         * @enum {string}
         */
        WebhookOff: "by_hand" | "gone" | "failing";
        /** @description A webhook, by id and name. */
        WebhookRef: {
            /** @description Which. */
            id: components["schemas"]["WebhookId"];
            /** @description What it is called. */
            name: components["schemas"]["Label"];
        };
        WebhookUrl: string;
        /** @description A webhook with a new secret, which is shown this once. */
        WebhookWithSecret: {
            /** @description What messages are signed with. Nobody can show it again. */
            secret: string;
            /** @description The webhook. */
            webhook: components["schemas"]["Webhook"];
        };
        /** @description The hours of each day of a week; rest where nothing is said. */
        WeekHours: {
            /** @default null */
            friday: components["schemas"]["DayHours"] | null;
            /** @default null */
            monday: components["schemas"]["DayHours"] | null;
            /** @default null */
            saturday: components["schemas"]["DayHours"] | null;
            /** @default null */
            sunday: components["schemas"]["DayHours"] | null;
            /** @default null */
            thursday: components["schemas"]["DayHours"] | null;
            /** @default null */
            tuesday: components["schemas"]["DayHours"] | null;
            /** @default null */
            wednesday: components["schemas"]["DayHours"] | null;
        };
        /** @description Rút lại, before it is accepted. */
        WithdrawCommand: {
            /** @description The assignment. */
            assignment: components["schemas"]["AssignmentId"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "withdraw";
            reason?: components["schemas"]["Reason"] | null;
        };
        /** @description Rút hồ sơ, at the citizen's request. */
        WithdrawDossierCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "withdraw";
            money?: components["schemas"]["Remark"] | null;
            /** @description Why, as the citizen says it. */
            reason: components["schemas"]["Reason"];
        };
        /** @description Rút lượt hỏi ý kiến, by whoever asked or the head of the drafting unit. */
        WithdrawOpinionCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command: "withdraw_opinion";
            /** @description Which. */
            opinion: components["schemas"]["OpinionId"];
            /** @description Why. */
            reason: components["schemas"]["Reason"];
        };
        /** @description Why a procedure is withdrawn. */
        WithdrawProcedure: {
            /** @description Why: by which decision. */
            reason: components["schemas"]["Reason"];
        };
        /** @description What was handed in. */
        WorkResult: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who handed it in. */
            by: components["schemas"]["DoneBy"];
            /** @description Files that belong to it. */
            files: string[];
            /** @description What was done. */
            text?: string | null;
        };
        /** @description An agency's working calendar of one year. */
        WorkingCalendar: {
            /** @description What the agency has set, which goes before. */
            agency: components["schemas"]["LocalCalendar"];
            /** @description What its desks have set, which goes before that. */
            desks: components["schemas"]["LocalCalendar"][];
            /** @description The days of the whole country. */
            national: components["schemas"]["CalendarDay"][];
            /** @description Whether all that sets the days of the whole country is there; else they are worked out from the law, and a clerk confirms them. */
            standing: components["schemas"]["Standing"];
            /**
             * Format: int32
             * @description The year.
             */
            year: number;
        };
        /** @description The week that an agency or a desk works, from when until when. */
        WorkingWeek: {
            /** @description The hours. */
            hours: components["schemas"]["WeekHours"];
            instrument?: components["schemas"]["Instrument"] | null;
            /** @description On which days it holds. */
            validity: components["schemas"]["Validity"];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getKeySet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key set. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeySet"];
                };
            };
        };
    };
    listAgencies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, by code. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AgencyDetail"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAgency: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateAgency"];
            };
        };
        responses: {
            /** @description Set up. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgencyDetail"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAgency: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The agency. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgencyDetail"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCalendar: {
        parameters: {
            query?: {
                /** @description The year; this one where none is given. */
                year?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The calendar. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkingCalendar"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeCalendar: {
        parameters: {
            query?: {
                /** @description Say what would be refused, and change nothing. */
                dry_run?: boolean;
                /** @description The year that the answer shows; this one where none is given. */
                year?: number;
            };
            header?: {
                /** @description Makes a repeat harmless. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CalendarChanges"];
            };
        };
        responses: {
            /** @description The calendar as it now stands (or, in a dry run, would stand). */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkingCalendar"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDeadline: {
        parameters: {
            query: {
                /** @description From when: with an offset, or as a clock in Vietnam shows it, such as `2026-11-20T09:00`; now where none is given. */
                from?: string;
                /** @description How long: `5wd` (working days), `8wh`, `90wm` (working hours, minutes), `3d` (days), or a time. */
                term: string;
                /** @description The department whose desk it is, by id or code; the agency's calendar where none is named. */
                department?: components["schemas"]["Known"];
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The deadline. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deadline"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFigures: {
        parameters: {
            query?: {
                /** @description The first day; the first of this year where none is given. */
                from?: string;
                /** @description The last day; today where none is given. */
                until?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Figures"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrganisation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The organisation, with its version as ETag. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeOrganisation: {
        parameters: {
            query?: {
                /** @description Say what would come of it, and change nothing. */
                dry_run?: boolean;
            };
            header?: {
                /** @description The version that was read, where it matters. */
                "If-Match"?: string | null;
                /** @description Makes a repeat harmless. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganisationChanges"];
            };
        };
        responses: {
            /** @description What each left, and the whole as it now stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationChanged"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOrganisationHistory: {
        parameters: {
            query?: {
                /** @description Where the page begins: `next_cursor` of the page before. */
                cursor?: string;
                /** @description Lines on the page. */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_OrganisationChange"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    handOverWork: {
        parameters: {
            query?: {
                /** @description List what there is, with what would be refused, and change nothing. */
                dry_run?: boolean;
            };
            header?: {
                /** @description Makes a repeat harmless. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                id: string;
                /** @description Whose work it is. */
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewHandover"];
            };
        };
        responses: {
            /** @description What went over, or would. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Handover"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIdentitiesOfPerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_LinkedIdentity"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeIdentityOfPerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                person: string;
                identity: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The new password. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewPassword"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resetSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listServiceAccounts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ServiceAccount"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createServiceAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewServiceAccount"];
            };
        };
        responses: {
            /** @description Made, with its key. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceAccountWithKey"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endServiceAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renewServiceAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewServiceKey"];
            };
        };
        responses: {
            /** @description The account with its new key. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceAccountWithKey"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endServiceKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                account: string;
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Webhook"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookFields"];
            };
        };
        responses: {
            /** @description Made, with its secret. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookWithSecret"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                webhook: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookFields"];
            };
        };
        responses: {
            /** @description As it now stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken away. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description Only in this state. */
                state?: "waiting" | "sent" | "failed";
                /** @description See [`PageQuery`]. */
                cursor?: string;
                /** @description See [`PageQuery`]. */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_WebhookDelivery"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replayWebhookDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                webhook: string;
                delivery: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It waits to be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                webhook: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RotateWebhookSecret"];
            };
        };
        responses: {
            /** @description The webhook with its new secret. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookWithSecret"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCaseFiles: {
        parameters: {
            query?: {
                /** @description Only in this state: `planned` is the draft of the year's list, `disposal_proposed` what a leader is to decide on. */
                state?: components["schemas"]["CaseFileStateName"];
                /** @description Only of this year's list. */
                year?: number;
                /** @description Only with this symbol, as written. */
                symbol?: string;
                /** @description Only with all of these words, accents or not, in the symbol or the title. */
                q?: string;
                /** @description Only what this person keeps. */
                keeper?: string;
                /** @description Only of this department. */
                department?: string;
                /** @description Only those that hold this document. */
                document?: string;
                /** @description Only what is to be handed over to the archive by this day. */
                hand_over_due_by?: string;
                /** @description Only what need not be kept after this day. */
                retention_ends_by?: string;
                /** @description Only what is frozen, or what is not. */
                frozen?: boolean;
                /** @description See [`PageQuery`]. */
                cursor?: string;
                /** @description See [`PageQuery`]. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_CaseFileLine"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createCaseFile: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateCaseFile"];
            };
        };
        responses: {
            /** @description Begun. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseFile"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    printCaseFiles: {
        parameters: {
            query: {
                /** @description `list` danh mục hồ sơ, `inventory` mục lục hồ sơ, tài liệu nộp lưu, `minutes` biên bản giao nhận, `disposal` danh mục hồ sơ hết thời hạn bảo quản. */
                form: "list" | "inventory" | "minutes" | "disposal";
                /**
                 * @description Only in this state; where none is given, of a list all that was approved or opened, else what is put before the archive, or proposed to be disposed
                 *     of.
                 */
                state?: components["schemas"]["CaseFileStateName"];
                /** @description Only of this year's list. */
                year?: number;
                /** @description Only with this symbol, as written. */
                symbol?: string;
                /** @description Only with all of these words, accents or not, in the symbol or the title. */
                q?: string;
                /** @description Only what this person keeps. */
                keeper?: string;
                /** @description Only of this department. */
                department?: string;
                /** @description Only what is to be handed over to the archive by this day. */
                hand_over_due_by?: string;
                /** @description Only what need not be kept after this day. */
                retention_ends_by?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": Blob;
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCaseFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The case file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseFile"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    commandCaseFile: {
        parameters: {
            query?: {
                /** @description Say what would come of it, and change nothing. */
                dry_run?: boolean;
            };
            header?: {
                /** @description The version that was read, such as "3". */
                "If-Match"?: string | null;
                /** @description Makes a repeat harmless. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaseFileCommand"];
            };
        };
        responses: {
            /** @description The case file as it now stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseFile"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    printCaseFileContents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": Blob;
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportCaseFile: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is being made. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCaseFileHistory: {
        parameters: {
            query?: {
                /** @description Where the page begins: `next_cursor` of the page before. */
                cursor?: string;
                /** @description Lines on the page. */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_HistoryEntry"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bulkCommands: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands for the key of every item that has none, with its place. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkRequest"];
            };
        };
        responses: {
            /** @description A result for each, in order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
            /** @description A problem with the request as a whole. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    makeCopy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MakeCopy"];
            };
        };
        responses: {
            /** @description Made, and before its signer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutgoingDocument"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCounterparts: {
        parameters: {
            query?: {
                /** @description Those whose names begin so; accents and capitals are left aside. */
                name?: string;
                /** @description Where the page begins: `next_cursor` of the page before. */
                cursor?: string;
                /** @description Lines of the directory on the page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_CounterpartDetail"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createCounterpart: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CounterpartFields"];
            };
        };
        responses: {
            /** @description It is in the directory. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CounterpartDetail"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateCounterpart: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, such as "3". */
                "If-Match"?: string | null;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CounterpartFields"];
            };
        };
        responses: {
            /** @description As it now stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CounterpartDetail"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDashboard: {
        parameters: {
            query?: {
                /** @description From this day, in Vietnam. The present month where no time is given. */
                from?: string;
                /** @description Until this day, with it; today where it is left out. */
                until?: string;
                /**
                 * @description A whole week instead: `YYYY-Www`.
                 * @example 2026-W48
                 */
                week?: string;
                /**
                 * @description A whole month instead: `YYYY-MM`. Of a week or a month that is over, its figures as they were written when it ended.
                 * @example 2026-11
                 */
                month?: string;
                /** @description Of this unit. */
                department?: string;
                /** @description Of this person. */
                person?: string;
                /** @description What the parts are told apart by; by unit where it is left out. */
                by?: components["schemas"]["DashboardGrouping"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dashboard"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                /** @description Where the page begins: `next_cursor` of the page before. */
                cursor?: string;
                /** @description Lines on the page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Delivery"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendDelivery"];
            };
        };
        responses: {
            /** @description On its way. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    recallDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecallDelivery"];
            };
        };
        responses: {
            /** @description On its way. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDepartments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, each behind the one that it is part of. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Department"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDocumentTypes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, in the catalogue's order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_DocumentType"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDossiers: {
        parameters: {
            query?: {
                /** @description Only in this state. */
                state?: components["schemas"]["DossierState"];
                /** @description Only the one of this code, as it stands on the receipt. */
                code?: string;
                /** @description Only of owners whose name begins so, with or without accents. */
                owner?: string;
                /** @description Only of this procedure. */
                procedure?: string;
                /** @description Only of this field, as written. */
                field?: string;
                /** @description Only what came so. */
                channel?: components["schemas"]["DossierChannel"];
                /** @description Only on the desk of this department. */
                department?: string;
                /** @description Only in the hands of this person. */
                person?: string;
                /** @description Only received then or later. */
                received_from?: string;
                /** @description Only received before then. */
                received_before?: string;
                /** @description Only closed then or later. */
                closed_from?: string;
                /** @description Only closed before then. */
                closed_before?: string;
                /** @description Only closed so: `early`, `in_time`, `late`, `untimed`, `withdrawn`, `stopped`, `forwarded`. */
                closing?: string;
                /** @description Only what is still handled, or what is not. */
                running?: boolean;
                /** @description Only what is still handled and past its date. */
                overdue?: boolean;
                /** @description Only of the procedure of this code, such as `1.004222`. */
                procedure_code?: string;
                /**
                 * @description Only at a step of this desk, whoever of it has it in hand: `o` (one-stop shop), `r` (registry), `d:` and a department's id, `p:`
                 *     and a person's.
                 */
                at?: string;
                /** @description Only what was still handled then: received before, and not closed before. */
                open_at?: string;
                /** @description With `open_at`: only what stood so to its date. */
                standing?: "running" | "overdue" | "resting";
                /** @description With `standing`: as it was counted then; now where it is left out. */
                as_of?: string;
                /** @description Only what was done after the date that would count without an extension. */
                late_by_original?: boolean;
                /** @description Only what was received for other agencies, or what was not. */
                for_others?: boolean;
                /** @description Only what is still handled and has this colour now. */
                colour?: "green" | "yellow" | "red" | "none";
                /** @description Only what is still handled and whose step has this colour now. */
                step_colour?: "green" | "yellow" | "red" | "none";
                /** @description See [`PageQuery`]. */
                cursor?: string;
                /** @description See [`PageQuery`]. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_DossierLine"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    receiveDossier: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReceiveDossier"];
            };
        };
        responses: {
            /** @description Entered. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dossier"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    printDossierBook: {
        parameters: {
            query: {
                /** @description The first day. */
                from: string;
                /** @description The last day. */
                until: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The book. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": Blob;
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submitDossierOnline: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubmitDossier"];
            };
        };
        responses: {
            /** @description Taken in before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DossierProgress"];
                };
            };
            /** @description Taken in, to be looked through. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DossierProgress"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDossierStatistics: {
        parameters: {
            query?: {
                /** @description From then. The present month where neither this nor `month` is given. */
                from?: string;
                /** @description Until before then; now where it is left out. */
                until?: string;
                /**
                 * @description A whole month instead, in Vietnam: `YYYY-MM`. Of one that is over, its figures as they were written when it ended.
                 * @example 2026-11
                 */
                month?: string;
                /** @description What the parts are told apart by; by field where it is left out. */
                by?: components["schemas"]["DossierGrouping"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DossierStatistics"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDossier: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The dossier. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dossier"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDossierAccessStatistics: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The numbers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessStatistics"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDossierAccesses: {
        parameters: {
            query?: {
                /** @description Where the page begins: `next_cursor` of the page before. */
                cursor?: string;
                /** @description Lines on the page. */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_DocumentAccess"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    commandDossier: {
        parameters: {
            query?: {
                /** @description Say what would come of it, and change nothing. */
                dry_run?: boolean;
            };
            header?: {
                /** @description The version that was read, such as "3". */
                "If-Match"?: string | null;
                /** @description Makes a repeat harmless. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DossierCommand"];
            };
        };
        responses: {
            /** @description The dossier as it now stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dossier"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDossierForm: {
        parameters: {
            query?: {
                /** @description Of requests to complete it, and of apologies: which, from 1; the last where none is given. */
                nth?: number;
            };
            header?: never;
            path: {
                id: string;
                /** @description receipt, supplement, refusal, apology, stop or control. */
                form: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The form. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": Blob;
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDossierHistory: {
        parameters: {
            query?: {
                /** @description Where the page begins: `next_cursor` of the page before. */
                cursor?: string;
                /** @description Lines on the page. */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_HistoryEntry"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDossierMessages: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_DocumentMessage"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /**
                 * @description Reading goes on behind this: `next_cursor` of the answer before, or the `cursor` of an event. Left out, it begins with the first event
                 *     that is kept.
                 */
                after?: string;
                /** @description Only of this kind. */
                kind?: components["schemas"]["EventKind"];
                /** @description Only about this dossier. */
                dossier?: string;
                /** @description Only about this document, an incoming or an outgoing one. */
                document?: string;
                /** @description Events in the answer. */
                limit?: number;
            };
            header?: {
                /** @description Of a stream: the `id` of the last event that was taken in. */
                "Last-Event-ID"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events behind the cursor. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPiece"];
                    "text/event-stream": string;
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    streamEvents: {
        parameters: {
            query?: {
                /** @description Behind this cursor, where no `Last-Event-ID` says it; from now on where nothing does. For systems. */
                after?: string;
                /** @description How long it lasts at the most, in seconds; five minutes where nothing is said. With 0 it ends once what there is now was told. */
                seconds?: number;
            };
            header?: {
                /** @description The `id` of the last event that was taken in. */
                "Last-Event-ID"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    uploadFile: {
        parameters: {
            query: {
                /** @description Its name, percent-encoded UTF-8, at most 255 characters; a path before it is cut off. */
                name: string;
            };
            header?: {
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": Blob;
            };
        };
        responses: {
            /** @description Stored. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["File"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The content. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": Blob;
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It runs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It can. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description It cannot, for now; `errors` names the parts. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIdentityProviders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, in the order of the settings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_IdentityProvider"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInbox: {
        parameters: {
            query?: {
                /** @description Which of the two. */
                kind?: "act" | "read";
                /** @description Where the page begins: `next_cursor` of the page before. */
                cursor?: string;
                /** @description Lines on the page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_InboxItem"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInboxCounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The counts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxCounts"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIncomingDocuments: {
        parameters: {
            query?: {
                /** @description Only in this state. */
                state?: components["schemas"]["StateName"];
                /** @description Only with this notation, as written. */
                notation?: string;
                /** @description Only entered in this year. */
                year?: number;
                /** @description Only with this arrival number; with `year`. */
                number?: number;
                /** @description Only of this type, by code. */
                document_type?: string;
                /** @description Only by this author, as written. */
                author?: string;
                /**
                 * @description Only what came in on this day, in Vietnam, or later. This and the filters below list what figures count (`getDashboard`): no secret
                 *     line, nothing that was refused or struck out.
                 */
                received_from?: string;
                /** @description Only what came in on this day or earlier. */
                received_until?: string;
                /** @description Only what was given out to whoever has it now on this day or later. */
                directed_from?: string;
                /** @description Only what was given out on this day or earlier. */
                directed_until?: string;
                /** @description Only what was completed, sent back or recalled on this day or later. */
                closed_from?: string;
                /** @description Only what was closed on this day or earlier. */
                closed_until?: string;
                /** @description Only what was closed like this. */
                outcome?: "early" | "in_time" | "late" | "untimed" | "ended";
                /** @description Only what is in hand. */
                open?: boolean;
                /** @description Only what was in hand at the end of this day. */
                open_on?: string;
                /** @description Only what is to be done next at this time or later; of what is done, was to be. */
                due_from?: string;
                /** @description Only what is to be done next before this time. */
                due_before?: string;
                /** @description Only what this unit has as the first. */
                department?: string;
                /** @description Only what no unit has. */
                no_department?: boolean;
                /** @description Only what this person has. */
                officer?: string;
                /** @description Only what no person has. */
                no_officer?: boolean;
                /** @description See [`PageQuery`]. */
                cursor?: string;
                /** @description See [`PageQuery`]. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_DocumentLine"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    receiveIncomingDocument: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReceiveIncomingDocument"];
            };
        };
        responses: {
            /** @description Taken in. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingDocument"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getIncomingDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingDocument"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getIncomingDocumentAccessStatistics: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The numbers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessStatistics"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIncomingDocumentAccesses: {
        parameters: {
            query?: {
                /** @description Where the page begins: `next_cursor` of the page before. */
                cursor?: string;
                /** @description Lines on the page. */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_DocumentAccess"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    commandIncomingDocument: {
        parameters: {
            query?: {
                /** @description Say what would come of it, and change nothing. */
                dry_run?: boolean;
            };
            header?: {
                /** @description The version that was read, such as "3". */
                "If-Match"?: string | null;
                /** @description Makes a repeat harmless. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncomingDocumentCommand"];
            };
        };
        responses: {
            /** @description The document as it now stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingDocument"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explainCommand: {
        parameters: {
            query?: {
                /** @description The assignment that the command would name. */
                assignment?: components["schemas"]["AssignmentId"];
            };
            header?: never;
            path: {
                id: string;
                command: components["schemas"]["CommandKind"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandExplanation"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIncomingDocumentHistory: {
        parameters: {
            query?: {
                /** @description Where the page begins: `next_cursor` of the page before. */
                cursor?: string;
                /** @description Lines on the page. */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_HistoryEntry"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIncomingDocumentMessages: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_DocumentMessage"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    printProcessingSlip: {
        parameters: {
            query?: {
                /** @description Only the ĐẾN stamp. */
                only_stamp?: boolean;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The slip. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": Blob;
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIncomingDocumentTurns: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, in the order in which they began. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Turn"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDirectory: {
        parameters: {
            query: {
                /** @description Of which gateway. */
                gateway: string;
                /** @description Words of the name, with or without accents, or the beginning of the code. */
                q?: string;
                /** @description See [`PageQuery`]. */
                cursor?: string;
                /** @description See [`PageQuery`]. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_InterchangeEntry"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    syncDirectory: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Begun. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DirectorySync"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listGateways: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_InterchangeGateway"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInterchangePackets: {
        parameters: {
            query?: {
                /** @description Only this way. */
                direction?: "in" | "out";
                /** @description Only of this kind. */
                kind?: "document" | "status";
                /** @description Only in this state. */
                state?: "queued" | "sent" | "failed" | "withdrawn" | "kept" | "taken" | "repeated" | "quarantined" | "discarded";
                /** @description Only about this document of the office. */
                document?: string;
                /** @description See [`PageQuery`]. */
                cursor?: string;
                /** @description See [`PageQuery`]. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_InterchangePacket"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pushInterchangePacket: {
        parameters: {
            query: {
                /** @description A document or a status. */
                kind: "document" | "status";
            };
            header: {
                /** @description The sender's own id of it, the same at each try. */
                "Packet-Id": string;
                /** @description `sha-256=:…:` (RFC 9530): what came is compared with it. */
                "Content-Digest"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/xml": Blob;
            };
        };
        responses: {
            /** @description Taken before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PushedPacket"];
                };
            };
            /** @description Taken. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PushedPacket"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInterchangePacket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The packet. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InterchangePacketInFull"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInterchangeMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The message. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": Blob;
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryInterchangePacket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it now stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InterchangePacket"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listQuarantine: {
        parameters: {
            query?: {
                /** @description Where the page begins: `next_cursor` of the page before. */
                cursor?: string;
                /** @description Lines on the page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_InterchangePacket"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resolveQuarantine: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuarantineCommand"];
            };
        };
        responses: {
            /** @description As it now stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InterchangePacket"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadJobFile: {
        parameters: {
            query?: never;
            header?: {
                /** @description A part, such as bytes=1000-. */
                Range?: string | null;
                /** @description Only of the same file, by its ETag; else all of it. */
                "If-Range"?: string | null;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": Blob;
                };
            };
            /** @description The part. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": Blob;
                };
            };
            /** @description It is not so long. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The person and their agency. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setAbsence: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAbsence"];
            };
        };
        responses: {
            /** @description Set; the substitute is told by mail. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Away"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endAbsence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The first day of the absence. */
                from: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended; the substitute is told by mail. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIdentities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_LinkedIdentity"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                identity: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getNoticePreferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every kind. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticePreferences"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setNoticePreferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoticeChoices"];
            };
        };
        responses: {
            /** @description Set; every kind as it now is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticePreferences"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePassword"];
            };
        };
        responses: {
            /** @description Changed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReportWishes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What one wishes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportWishes"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setReportWishes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportWishes"];
            };
        };
        responses: {
            /** @description Set. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportWishes"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How it stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactor"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    enrolSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecondFactorBeginning"];
            };
        };
        responses: {
            /** @description The secret. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactorEnrolment"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecondFactorCode"];
            };
        };
        responses: {
            /** @description It is on; the recovery codes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    makeRecoveryCodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecondFactorCode"];
            };
        };
        responses: {
            /** @description The recovery codes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecondFactorRemoval"];
            };
        };
        responses: {
            /** @description Off. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOpenApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenAPI 3.1. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/yaml": Record<string, unknown>;
                };
            };
        };
    };
    getOrganisationTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A workbook. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": Blob;
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOriginalUses: {
        parameters: {
            query: {
                /** @description The first day. */
                from: string;
                /** @description The last day. */
                until: string;
                /** @description See [`PageQuery`]. */
                cursor?: string;
                /** @description See [`PageQuery`]. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_OriginalUse"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    useOriginal: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUse"];
            };
        };
        responses: {
            /** @description Noted. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OriginalUse"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    returnOriginal: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OriginalReturn"];
            };
        };
        responses: {
            /** @description Noted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OriginalUse"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOutgoingDocuments: {
        parameters: {
            query?: {
                /** @description Only in this state. */
                state?: components["schemas"]["OutgoingStateName"];
                /** @description Only of this type, by code. */
                document_type?: string;
                /** @description Only with this notation, as written. */
                notation?: string;
                /** @description Only numbered in this year. */
                year?: number;
                /** @description Only with this number; with `year`. */
                number?: number;
                /** @description Only what this person drafts. */
                drafter?: string;
                /** @description Only of this drafting unit. */
                department?: string;
                /** @description Only issued on this day (ngày văn bản) or later. */
                issued_from?: string;
                /** @description Only issued on this day or earlier. */
                issued_until?: string;
                /** @description Only what was begun on this day, in Vietnam, or later. This and the filters below list what figures count (`getDashboard`). */
                begun_from?: string;
                /** @description Only what was begun on this day or earlier. */
                begun_until?: string;
                /** @description Only what was given its number on this day or later, and still has it. */
                numbered_from?: string;
                /** @description Only what was given its number on this day or earlier. */
                numbered_until?: string;
                /** @description Only what was dispatched, or ended otherwise, on this day or later. */
                closed_from?: string;
                /** @description Only what was closed on this day or earlier. */
                closed_until?: string;
                /** @description Only what was closed like this. */
                outcome?: "early" | "in_time" | "late" | "untimed" | "ended";
                /** @description Only what has yet to go out. */
                open?: boolean;
                /** @description Only what had yet to go out at the end of this day. */
                open_on?: string;
                /** @description Only what is to be done next at this time or later. */
                due_from?: string;
                /** @description Only what is to be done next before this time. */
                due_before?: string;
                /** @description See [`PageQuery`]. */
                cursor?: string;
                /** @description See [`PageQuery`]. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_OutgoingDocumentLine"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createOutgoingDocument: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateOutgoingDocument"];
            };
        };
        responses: {
            /** @description Begun. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutgoingDocument"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOutgoingDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutgoingDocument"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOutgoingDocumentAccessStatistics: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The numbers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessStatistics"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOutgoingDocumentAccesses: {
        parameters: {
            query?: {
                /** @description Where the page begins: `next_cursor` of the page before. */
                cursor?: string;
                /** @description Lines on the page. */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_DocumentAccess"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    commandOutgoingDocument: {
        parameters: {
            query?: {
                /** @description Say what would come of it, and change nothing. */
                dry_run?: boolean;
            };
            header?: {
                /** @description The version that was read, such as "3". */
                "If-Match"?: string | null;
                /** @description Makes a repeat harmless. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OutgoingDocumentCommand"];
            };
        };
        responses: {
            /** @description The document as it now stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutgoingDocument"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOutgoingDeliveries: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, in the order of the recipients. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_OutgoingDelivery"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateOutgoingDraft: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, such as "3". */
                "If-Match"?: string | null;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateOutgoingDraft"];
            };
        };
        responses: {
            /** @description The document as it now stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutgoingDocument"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOutgoingDocumentHistory: {
        parameters: {
            query?: {
                /** @description Where the page begins: `next_cursor` of the page before. */
                cursor?: string;
                /** @description Lines on the page. */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_HistoryEntry"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkOutgoingLayout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description File by file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayoutFindings"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOutgoingDocumentMessages: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_DocumentMessage"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renderOutgoingDocument: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenderOutgoingDocument"];
            };
        };
        responses: {
            /** @description The file. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rendering"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    requestPasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordResetRequest"];
            };
        };
        responses: {
            /** @description If the address is somebody's, a mail is on its way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resetForgottenPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordReset"];
            };
        };
        responses: {
            /** @description Set; sign in with it. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPeople: {
        parameters: {
            query?: {
                /** @description Beginnings of words of the name, the user name or the title; accents and case don't count, `d` finds `đ`. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, by given name, then family name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Person"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPersonalDataActs: {
        parameters: {
            query?: {
                /** @description Where the page begins: `next_cursor` of the page before. */
                cursor?: string;
                /** @description Lines on the page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_PersonalDataAct"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPostalItems: {
        parameters: {
            query?: {
                /** @description What the post took on this day, in Vietnam; what waits for it where no day is given. */
                day?: string;
                /** @description Where the page begins: `next_cursor` of the page before. */
                cursor?: string;
                /** @description Lines on the page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_PostalItem"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    printPostalItems: {
        parameters: {
            query?: {
                /** @description What the post took on this day, in Vietnam; what waits for it where no day is given. */
                day?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": Blob;
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notePostedItems: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands for the key of every item, with its place. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PostedItems"];
            };
        };
        responses: {
            /** @description A result for each, in order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostedAnswer"];
                };
            };
            /** @description A problem with the request as a whole. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listProcedures: {
        parameters: {
            query?: {
                /** @description Words that stand in code, name or field, in whatever order, with or without accents. */
                q?: string;
                /** @description Lĩnh vực, the whole of it, with or without accents. */
                field?: string;
                /** @description Cấp thực hiện. */
                level?: components["schemas"]["ProcedureLevel"];
                /** @description Mức độ trực tuyến. */
                online?: components["schemas"]["OnlineLevel"];
                /** @description Those that were withdrawn, too. */
                withdrawn?: boolean;
                /** @description Where the page begins: `next_cursor` of the page before. */
                cursor?: string;
                /** @description Lines on the page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ProcedureLine"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publishProcedure: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProcedureContent"];
            };
        };
        responses: {
            /** @description The last version has this content. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedProcedure"];
                };
            };
            /** @description It was published as a version. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedProcedure"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lintProcedure: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LintProcedure"];
            };
        };
        responses: {
            /** @description What was found. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProcedureFindings"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    simulateProcedure: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SimulateProcedure"];
            };
        };
        responses: {
            /** @description How it goes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProcedureSimulation"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProcedure: {
        parameters: {
            query?: {
                /** @description The version; the last where none is given. */
                version?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The procedure. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Procedure"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawProcedure: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawProcedure"];
            };
        };
        responses: {
            /** @description It is offered no longer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Procedure"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCitizenAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Mã định danh of the agency. */
                agency: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitizenAccount"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    eraseCitizenAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Mã định danh of the agency. */
                agency: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Erased; what stays, and why. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitizenErasure"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    requestCitizenCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Mã định danh of the agency. */
                agency: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestCitizenCode"];
            };
        };
        responses: {
            /** @description A code is on its way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitizenCodeSent"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCitizenDossiers: {
        parameters: {
            query?: {
                /** @description Where the page begins: `next_cursor` of the page before. */
                cursor?: string;
                /** @description Lines on the page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Mã định danh of the agency. */
                agency: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_CitizenDossierLine"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCitizenDossier: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Mã định danh of the agency. */
                agency: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The dossier. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitizenDossier"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    uploadCitizenSupplement: {
        parameters: {
            query: {
                /** @description Its name, percent-encoded UTF-8, at most 255 characters; a path before it is cut off. */
                name: string;
            };
            header?: {
                "Idempotency-Key"?: string | null;
            };
            path: {
                /** @description Mã định danh of the agency. */
                agency: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": Blob;
            };
        };
        responses: {
            /** @description Stored. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["File"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    supplyCitizenDossier: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string | null;
            };
            path: {
                /** @description Mã định danh of the agency. */
                agency: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SupplyCitizenDossier"];
            };
        };
        responses: {
            /** @description Completed; the dossier as it stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitizenDossier"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCitizenDrafts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Mã định danh of the agency. */
                agency: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_CitizenDraft"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createCitizenDraft: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string | null;
            };
            path: {
                /** @description Mã định danh of the agency. */
                agency: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateCitizenDraft"];
            };
        };
        responses: {
            /** @description Begun. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitizenDraft"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCitizenDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Mã định danh of the agency. */
                agency: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The draft. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitizenDraft"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateCitizenDraft: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read. */
                "If-Match"?: string | null;
            };
            path: {
                /** @description Mã định danh of the agency. */
                agency: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DossierDraft"];
            };
        };
        responses: {
            /** @description The draft as it stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitizenDraft"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteCitizenDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Mã định danh of the agency. */
                agency: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    uploadCitizenFile: {
        parameters: {
            query: {
                /** @description Its name, percent-encoded UTF-8, at most 255 characters; a path before it is cut off. */
                name: string;
            };
            header?: {
                "Idempotency-Key"?: string | null;
            };
            path: {
                /** @description Mã định danh of the agency. */
                agency: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": Blob;
            };
        };
        responses: {
            /** @description Stored. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["File"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submitCitizenDraft: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string | null;
            };
            path: {
                /** @description Mã định danh of the agency. */
                agency: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Handed in before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitizenDossier"];
                };
            };
            /** @description Handed in. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitizenDossier"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportCitizenAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Mã định danh of the agency. */
                agency: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitizenExport"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadCitizenFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Mã định danh of the agency. */
                agency: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The content. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": Blob;
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteCitizenFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Mã định danh of the agency. */
                agency: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signOutCitizen: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Mã định danh of the agency. */
                agency: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token opens nothing any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signInCitizen: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Mã định danh of the agency. */
                agency: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInCitizen"];
            };
        };
        responses: {
            /** @description Signed in. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitizenSession"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lookUpDossier: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Mã định danh of the agency. */
                agency: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LookUpDossier"];
            };
        };
        responses: {
            /** @description How far it has come. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DossierProgress"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPublicProcedures: {
        parameters: {
            query?: {
                /** @description Words that stand in code, name or field, in whatever order, with or without accents. */
                q?: string;
                /** @description Lĩnh vực, the whole of it, with or without accents. */
                field?: string;
                /** @description Where the page begins: `next_cursor` of the page before. */
                cursor?: string;
                /** @description Lines on the page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Mã định danh of the agency. */
                agency: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_PublicProcedureLine"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPublicProcedure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Mã định danh of the agency. */
                agency: string;
                /** @description Mã thủ tục, such as `1.004222`. */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The procedure. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicProcedure"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rateDossier: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Mã định danh of the agency. */
                agency: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RateDossierByReceipt"];
            };
        };
        responses: {
            /** @description Noted; the dossier as it stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DossierProgress"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPublicStatistics: {
        parameters: {
            query?: {
                /**
                 * @description `YYYY-MM`, in Vietnam; the present one where it is left out.
                 * @example 2026-11
                 */
                month?: string;
            };
            header?: never;
            path: {
                /** @description Mã định danh of the agency. */
                agency: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicStatistics"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReceivedMails: {
        parameters: {
            query?: {
                /** @description In which state: `open` (where none is given), `waiting`, `done` or `settled`. */
                state?: string;
                /** @description Where the page begins: `next_cursor` of the page before. */
                cursor?: string;
                /** @description Lines on the page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ReceivedMail"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    handInReceivedMail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "message/rfc822": Blob;
            };
        };
        responses: {
            /** @description It was there before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandedInMail"];
                };
            };
            /** @description Kept. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandedInMail"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReceivedMail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivedMail"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadReceivedMail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The message. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "message/rfc822": Blob;
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    receiveReceivedMail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is being taken in. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivedMail"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryReceivedMail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is being worked off. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivedMail"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    settleReceivedMail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettleReceivedMail"];
            };
        };
        responses: {
            /** @description Worked off. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivedMail"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRegisters: {
        parameters: {
            query?: {
                /** @description The year, in Vietnam; all years where none is given. */
                year?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, latest year first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RegisterBook"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openRegister: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenRegister"];
            };
        };
        responses: {
            /** @description Open. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisterBook"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportRegister: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportRegister"];
            };
        };
        responses: {
            /** @description It is being made. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    printRegister: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PrintRegister"];
            };
        };
        responses: {
            /** @description It is being made. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRegisterEntries: {
        parameters: {
            query?: {
                /** @description Where the page begins: `next_cursor` of the page before. */
                cursor?: string;
                /** @description Lines on the page. */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RegisterEntry"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reserveNumber: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NumberReason"];
            };
        };
        responses: {
            /** @description Reserved. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisterEntry"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    voidNumber: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                id: string;
                number: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NumberReason"];
            };
        };
        responses: {
            /** @description Struck out. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisterEntry"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReport: {
        parameters: {
            query?: {
                /**
                 * @description A week: `YYYY-Www`.
                 * @example 2026-W48
                 */
                week?: string;
                /**
                 * @description Or a month: `YYYY-MM`. The present one where neither is given.
                 * @example 2026-11
                 */
                month?: string;
                /** @description In which form; as PDF where it is left out. */
                format?: "pdf" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": Blob;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": Blob;
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSavedSearches: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedSearches"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    saveSearch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSavedSearch"];
            };
        };
        responses: {
            /** @description Kept. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedSearch"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSavedSearch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Forgotten. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    search: {
        parameters: {
            query: {
                /** @description Words, "phrases", số and ký hiệu in any spelling; with accents or without, and in Telex or VNI. */
                q: string;
                /** @description Only which way. */
                direction?: components["schemas"]["DocumentDirection"];
                /** @description Only in this register. */
                register?: string;
                /** @description Only of this type, by code. */
                type?: string;
                /** @description Only issued on this day (ngày văn bản) or later. */
                from?: string;
                /** @description Only issued on this day or earlier. */
                until?: string;
                /** @description Only in this state, of incoming documents or of outgoing ones. */
                state?: string;
                /** @description Only with work that lies now with this person, or on this department's desk. */
                holder?: string;
                /** @description Only of this department: which drafts it, or has an assignment of it. */
                department?: string;
                /** @description Only with a deadline on this day or later. */
                due_from?: string;
                /** @description Only with a deadline on this day or earlier. */
                due_until?: string;
                /** @description Only of this urgency. */
                urgency?: components["schemas"]["Urgency"];
                /** @description Only by an author (cơ quan ban hành) with these words. */
                author?: string;
                /** @description Only in a case file (hồ sơ): its id, or words of its symbol and title, or of what was written when a document was filed. */
                case_file?: string;
                /** @description See [`PageQuery`]. */
                cursor?: string;
                /** @description Documents on the page; 20 where nobody says. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchPage"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    suggest: {
        parameters: {
            query: {
                /** @description As far as it was typed. */
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most ten. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Suggestions"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_OpenSession"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginRequest"];
            };
        };
        responses: {
            /** @description Signed in. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Signed in; the tokens are in cookies. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refreshSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshRequest"];
            };
        };
        responses: {
            /** @description A new pair. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description A new pair, in cookies; or, where another tab has just had it, the access token alone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    beginSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BeginSignIn"];
            };
        };
        responses: {
            /** @description Begun. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BegunSignIn"];
                };
            };
            /** @description The provider does not answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndSignIn"];
            };
        };
        responses: {
            /** @description Signed in. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Signed in; the tokens are in cookies. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The provider does not answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSigners: {
        parameters: {
            query: {
                /** @description The type of document, by code. */
                document_type: string;
                /**
                 * @description The field (lĩnh vực) that it is about; accents and case don't count. What has none is in none of those that somebody's
                 *     capacity names.
                 */
                field?: string;
                /** @description The day of signing; today where none is given. */
                on?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Signer"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTemplates: {
        parameters: {
            query?: {
                /** @description Those out of use, too. */
                all?: boolean;
                /** @description Where the page begins: `next_cursor` of the page before. */
                cursor?: string;
                /** @description The office's own on the page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Template"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateFields"];
            };
        };
        responses: {
            /** @description It is a template. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, such as "3". */
                "If-Match"?: string | null;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangedTemplate"];
            };
        };
        responses: {
            /** @description As it now stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The content. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": Blob;
                };
            };
            /** @description A problem. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}

/** What a POST may be sent to twice with the same Idempotency-Key. */
export const repeatable: ReadonlySet<string> = new Set([
  "/api/v1/agencies",
  "/api/v1/agencies/{id}/calendar/commands",
  "/api/v1/agencies/{id}/organisation/commands",
  "/api/v1/agencies/{id}/people/{person}/handover",
  "/api/v1/case-files",
  "/api/v1/case-files/{id}/commands",
  "/api/v1/case-files/{id}/export",
  "/api/v1/commands",
  "/api/v1/copies",
  "/api/v1/counterparts",
  "/api/v1/deliveries",
  "/api/v1/deliveries/{id}/recall",
  "/api/v1/dossiers",
  "/api/v1/dossiers/{id}/commands",
  "/api/v1/files",
  "/api/v1/incoming-documents",
  "/api/v1/incoming-documents/{id}/commands",
  "/api/v1/me/absences",
  "/api/v1/original-uses",
  "/api/v1/original-uses/{id}/return",
  "/api/v1/outgoing-documents",
  "/api/v1/outgoing-documents/{id}/commands",
  "/api/v1/outgoing-documents/{id}/renderings",
  "/api/v1/postal-items/sent",
  "/api/v1/procedures",
  "/api/v1/procedures/{id}/withdraw",
  "/api/v1/public/{agency}/account/dossiers/{id}/files",
  "/api/v1/public/{agency}/account/dossiers/{id}/supplement",
  "/api/v1/public/{agency}/account/drafts",
  "/api/v1/public/{agency}/account/drafts/{id}/files",
  "/api/v1/public/{agency}/account/drafts/{id}/submission",
  "/api/v1/registers",
  "/api/v1/registers/export",
  "/api/v1/registers/print",
  "/api/v1/registers/{id}/entries",
  "/api/v1/registers/{id}/entries/{number}/void",
  "/api/v1/saved-searches",
  "/api/v1/templates",
]);
