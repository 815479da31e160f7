"""Adverts and mails, all written for these tests: no employer's, of no company that there is."""

PRODUCT = """\
About the role

Lindhof makes software for mills. You decide what our scheduling product should do next, and why.

What you will do

* Own the product vision and the product roadmap for millers.
* Talk to customers each week, and turn user research and pain points into user stories.
* Prioritise features by customer value, and make the trade-offs plain to everybody.
* Define success metrics, run A/B tests, and watch adoption and retention after each launch.
* Work with engineering, design and marketing from idea to launch.
* Follow the market, our competitors and what millers would pay for.

What you bring

You have shipped products, know how to write clear requirements, and decide on data. You keep the
backlog in order and can say no to a feature request without losing a friend.
"""

TECHNICAL_PRODUCT = """\
What you will do

* Set the product strategy for our developer platform, with the APIs and SDKs that partners use.
* Own the product roadmap and the product backlog of four APIs, and prioritise features with
  engineering by latency, scalability and cost.
* Interview developers who build on us: customer feedback decides what we build next.
* Write product requirements and acceptance criteria that hold for distributed systems.
* Weigh the architecture and its technical constraints against customer needs.
* Define metrics for adoption of each API, and iterate on what the data says.
* Bring each version from idea to launch, with documentation and pricing.

What you bring

Technical depth: you have read code, you know microservices and the cloud, and you can discuss
system architecture with the people who build it. You have owned products before, and you know how
to say what a market wants and what a customer's problem is worth.
"""

TECHNICAL_PROGRAM = """\
What you will do

* Lead technical programs that span six engineering teams, from planning to delivery.
* Write the program plan with milestones, dependencies and risks, and keep it true.
* Track progress, escalate blockers, and send a weekly status report to the executives.
* Coordinate the migration of our data centres, with the rollout plan and the cutover.
* Run program reviews and retrospectives, and drive alignment across multiple teams.
* Know the system architecture well enough to find the critical path yourself.
* Manage the schedule, the budget and the vendors of the program.

What you bring

You have led complex programs without authority over the people in them. You read a design document
and ask the question that changes the schedule. You know agile and waterfall, and when each of them
is in the way. Stakeholders trust your dates, because you tell them early when one slips.
"""

PROGRAM = """\
What you will do

* Manage a program of projects that brings our mills in three countries to one way of working.
* Build the program plan, the governance and the communication plan, and keep them current.
* Run the steering committee, prepare status reports, and follow up on action items.
* Coordinate across multiple departments, and keep stakeholders informed of progress.
* Track budgets, resource allocation and vendor contracts.
* Identify risks, agree on mitigation plans, and report on them.
* Improve processes, and write down lessons learned.

What you bring

You have managed large programs with many dependencies, and delivered them on time and within
budget. You are highly organised, write well, and can lead a meeting of people who disagree. Change
management is nothing new to you, and neither are deadlines that others have set.
"""

PROJECT = """\
Responsibilities

* Plan and deliver software projects for our clients, on time and within budget.
* Create project plans, schedules and status reports, and keep the scope under control.
* Manage project risks, issues and change requests, and escalate in time.
* Lead project meetings, take minutes and follow up on action items.
* Coordinate internal teams and vendors, and track deliverables and milestones.
* Report progress to the steering committee and the PMO.

Requirements

PMP or PRINCE2 certification is a plus. You know MS Project and Jira, agile and waterfall. You have
managed multiple projects at once with attention to detail, and you keep stakeholders informed. You
can estimate costs and allocate resources, and you have closed projects as well as begun them.
"""

ENGINEERING_MANAGER = """\
What you will do

* Lead a team of eight software engineers who build our billing services.
* Hold regular one-on-ones, give feedback, and write performance reviews.
* Hire engineers, and grow them: each of them has a career path and a plan for it.
* Coach senior engineers in technical leadership, and mentor the junior ones.
* Look after team health: psychological safety, ownership, and a calm on-call rotation.
* Set engineering standards with the team, take part in design reviews, and pay back technical debt.
* Work with the product side on what the team delivers next.

What you bring

You have managed engineers for three years or more, and were an engineer yourself before that.
People management is your craft. You know when to step into a code review and when to stay out of
it, and you have built a high-performing team whose members would work with you again.
"""

DEVELOPER = """\
What you will do

* Write clean, well tested code in Python and TypeScript, and review that of your colleagues.
* Design and build REST APIs and microservices on Kubernetes and PostgreSQL.
* Keep the CI/CD pipeline quick, and the unit tests honest.
* Debug what fails in production, and take part in the on-call rotation.
* Refactor old code until the next change is easy.

What you bring

You have five years of experience with backend development, data structures and distributed systems.
You know Docker, Terraform, Linux and AWS. You have used Kafka or RabbitMQ, and you like pair
programming and pull requests that are short enough to be read. Git holds no secrets for you, and
neither does a query plan.
"""

SALES = """\
What you will do

* Find new business among mills and bakeries, and close deals with their owners.
* Reach your quarterly quota, and keep the sales pipeline in the CRM true.
* Visit prospects, give product demonstrations, and write proposals.
* Grow accounts by cross-selling, and hold on to them at each renewal.
* Learn from customer success what makes clients stay.

What you bring

You have carried a quota for three years. Cold calls do not frighten you, and a sales cycle of a
year does not tire you. You negotiate with patience and know when a deal is dead. Commission is
paid each month. You travel two days a week, speak with strangers gladly, and you like being told no
less than you like being told yes.
"""

DESIGNER = """\
What you will do

* Design the screens of our apps in Figma, from wireframes to the last icon.
* Keep our design system in order: typography, colour, motion and the components.
* Show prototypes to people and change them until nobody asks what a button does.
* Illustrate our help pages, and take photographs of mills for them in Photoshop.
* Hand over visual designs with every state, and review what has been built.

What you bring

A design portfolio with work of which you are proud. You are at home in interaction design and
visual design, and have drawn for small screens. You can explain a choice without using the word
clean. You know the Adobe tools, and how to prepare graphics for print. You take criticism of a
drawing as help, and give it the same way. Three days a week are spent at our studio in Ghent.
"""

MAIL = """\
Hi Ada,

I came across your profile and wanted to reach out. We have a TPM role open with a fast growing
client in Ghent, hybrid, with a great team. Would you be free for a quick call this week?

Best,
Jo
"""

CV = """\
Ada Verbruggen
Ghent

Work
2019 - present  Product Manager, Lindhof Mills
2014 – 2019  Project coordinator, Lindhof Mills

Education
2010 - 2014  Master of Arts, University of Leuven
Languages: Dutch, French, English

I like long walks, bread and old machines. I sing in a choir and keep bees. References are at hand.
"""

GERMAN = """\
Deine Aufgaben

Du führst ein Team von acht Entwicklern und entscheidest mit ihnen, was als Nächstes gebaut wird. Du
sprichst jede Woche mit Kunden, pflegst das Backlog und die Roadmap und stimmst Termine mit anderen
Abteilungen ab. Du bringst mehrere Jahre Erfahrung mit Software mit und kannst gut erklären, warum
etwas später kommt. Wir bieten dir ein kleines Haus, viel Ruhe und gutes Brot.
"""

BY_FAMILY = {
    "product": [PRODUCT, TECHNICAL_PRODUCT],
    "delivery": [TECHNICAL_PROGRAM, PROGRAM, PROJECT],
    "engineering-manager": [ENGINEERING_MANAGER],
    "other": [DEVELOPER, SALES, DESIGNER],
}
"""What each reads like by its duties alone."""
